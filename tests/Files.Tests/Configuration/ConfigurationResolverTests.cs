using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Files.Tests.Configuration;

public sealed class ConfigurationResolverTests
{
    private static readonly BenchConfiguration FromFile = new()
    {
        Store = new StoreAddress.Sqlite("file.db"),
        BaselinesDirectory = "from-file",
        DefaultProvider = "openai",
        DefaultWorkload = "batch",
    };

    [Fact]
    public void The_file_applies_where_nothing_overrides_it() =>
        Resolve(new ConfigurationOverrides()).ShouldBe(FromFile);

    [Fact]
    public void The_environment_overrides_the_file()
    {
        var resolved = Resolve(
            new ConfigurationOverrides(),
            ("PERSONA_BENCH_STORE", "sqlite:env.db"),
            ("PERSONA_BENCH_BROKER", "amqp://bench@mq/v"),
            ("PERSONA_BENCH_BASELINES_DIR", "from-env"),
            ("PERSONA_BENCH_DEFAULT_PROVIDER", "gemini"),
            ("PERSONA_BENCH_DEFAULT_WORKLOAD", "quick"));

        resolved.Store.ShouldBe(new StoreAddress.Sqlite("env.db"));
        resolved.Broker.ShouldBe(new BrokerAddress.Amqp(new Uri("amqp://bench@mq/v")));
        (resolved.BaselinesDirectory, resolved.DefaultProvider, resolved.DefaultWorkload).ShouldBe(("from-env", "gemini", "quick"));
    }

    [Fact]
    public void An_option_overrides_the_environment()
    {
        var options = new ConfigurationOverrides
        {
            Store = "sqlite:option.db",
            Broker = "in-memory",
            BaselinesDirectory = "from-option",
            DefaultProvider = "ollama",
            DefaultWorkload = "full",
        };

        // Unused values are not read, so an invalid variable does not matter.
        var resolved = Resolve(options, ("PERSONA_BENCH_STORE", "nonsense"), ("PERSONA_BENCH_BROKER", "amqp://mq"), ("PERSONA_BENCH_DEFAULT_PROVIDER", "nobody"));

        resolved.Store.ShouldBe(new StoreAddress.Sqlite("option.db"));
        resolved.Broker.ShouldBe(new BrokerAddress.InMemory());
        (resolved.BaselinesDirectory, resolved.DefaultProvider, resolved.DefaultWorkload).ShouldBe(("from-option", "ollama", "full"));
    }

    [Fact]
    public void An_empty_variable_is_not_set() => Resolve(new ConfigurationOverrides(), ("PERSONA_BENCH_STORE", "")).ShouldBe(FromFile);

    [Theory]
    [InlineData("PERSONA_BENCH_STORE", "oracle:x", "PERSONA_BENCH_STORE: not a store address: ")]
    [InlineData("PERSONA_BENCH_BROKER", "http://x", "PERSONA_BENCH_BROKER: not a broker address: ")]
    [InlineData("PERSONA_BENCH_BASELINES_DIR", " ", "PERSONA_BENCH_BASELINES_DIR: not a folder: ")]
    [InlineData("PERSONA_BENCH_DEFAULT_PROVIDER", "opnai", "PERSONA_BENCH_DEFAULT_PROVIDER: there is no provider \"opnai\": did you mean \"openai\"?")]
    [InlineData("PERSONA_BENCH_DEFAULT_WORKLOAD", "quik", "PERSONA_BENCH_DEFAULT_WORKLOAD: there is no workload \"quik\": did you mean \"quick\"?")]
    public void An_error_names_the_variable(string variable, string value, string message) =>
        Should.Throw<ConfigurationException>(() => Resolve(new ConfigurationOverrides(), (variable, value))).Message.ShouldStartWith(message);

    [Fact]
    public void An_error_names_the_option() =>
        Should.Throw<ConfigurationException>(() => Resolve(new ConfigurationOverrides { Store = "x" })).Message.ShouldStartWith("--store: ");

    [Theory]
    [InlineData("sqlite:.persona/bench.db", "sqlite:.persona/bench.db")]
    [InlineData("SQLITE:/a b/c.db", "sqlite:/a b/c.db")]
    [InlineData("postgres:Host=db;Database=bench;Username=u;Password=hunter2", "postgres:db/bench")]
    [InlineData("postgres:Server=db;Database=bench", "postgres:db/bench")]
    [InlineData("postgresql://u:hunter2@db:6432/bench?sslmode=verify-full", "postgres:db/bench")]
    [InlineData("postgres://db/bench", "postgres:db/bench")]
    public void A_store_shows_itself_without_its_password(string text, string shown) => StoreAddress.Parse(text).ToString().ShouldBe(shown);

    [Fact]
    public void The_URI_of_PostgreSQL_becomes_a_connection_string() =>
        StoreAddress.Parse("postgresql://us%40er:p%3Aw%3Bd@[::1]:6432/bench?sslmode=verify-full&connect_timeout=5").ShouldBeOfType<StoreAddress.Postgres>()
            .ConnectionString.ShouldBe("Host=::1;Database=bench;Port=6432;Username=us@er;Password=\"p:w;d\";SSL Mode=verifyfull;Timeout=5");

    [Theory]
    [InlineData("")]
    [InlineData("sqlite:")]
    [InlineData("sqlite::memory:")]
    [InlineData("sqlite:a;Mode=Memory")]
    [InlineData("postgres:")]
    [InlineData("postgres:hunter2")]
    [InlineData("postgres:Host=db;Password=hunter2")]
    [InlineData("postgres:Database=db;Password=hunter2")]
    [InlineData("postgresql://u:hunter2@db")]
    [InlineData("postgresql://u:hunter2@db/a/b")]
    [InlineData("postgresql://u:hunter2@/db")]
    [InlineData("postgresql://u:hunter2@db:99999/bench")]
    [InlineData("postgresql://u:hunter2@db/bench?sslmod=require")]
    public void A_malformed_store_is_one_line_without_the_password(string text)
    {
        var message = Should.Throw<ConfigurationException>(() => StoreAddress.Parse(text)).Message;

        message.ShouldNotContain('\n');
        message.ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("in-memory", "in-memory")]
    [InlineData("amqp://u:hunter2@mq:5672/bench", "amqp://mq:5672/bench")]
    [InlineData("amqps://mq", "amqps://mq/")]
    public void A_broker_shows_itself_without_its_password(string text, string shown) => BrokerAddress.Parse(text).ToString().ShouldBe(shown);

    [Theory]
    [InlineData("")]
    [InlineData("memory")]
    [InlineData("amqp:")]
    [InlineData("amqp://")]
    [InlineData("http://u:hunter2@mq")]
    [InlineData("amqp://u:hunter2@mq/v?x=1")]
    [InlineData("amqp://u:hunter2@mq:port/")]
    public void A_malformed_broker_is_one_line_without_the_password(string text) =>
        Should.Throw<ConfigurationException>(() => BrokerAddress.Parse(text)).Message.ShouldNotContain("hunter2");

    private static BenchConfiguration Resolve(ConfigurationOverrides options, params (string Name, string Value)[] variables) => ConfigurationResolver.Resolve(
        FromFile, options, name => variables.FirstOrDefault(variable => variable.Name == name).Value, ConfigurationFileTests.Known);
}
