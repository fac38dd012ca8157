using Persona.Bench.Core.Configuration;
using Persona.Bench.Hosting.Settings;

namespace Persona.Bench.Hosting.Tests.Settings;

public sealed class ServiceSettingsTests
{
    private const string Store = "postgresql://bench@db/bench";
    private const string Broker = "amqp://bench:secret@broker/bench";
    private static readonly ServiceOptions Plain = new(Config: null, Verbose: false, Run: null, UntilInputEnds: false);

    [Fact]
    public void A_service_of_a_shared_store_has_store_broker_and_a_loopback_address()
    {
        var settings = Load(Plain, Store, Broker);

        settings.Configuration.Store.ShouldBeOfType<StoreAddress.Postgres>();
        settings.Broker!.Address.ShouldBe(new Uri(Broker));
        settings.Listen.ToString().ShouldBe("127.0.0.1:8471");
        settings.Token.ShouldBeNull();
    }

    [Theory]
    [InlineData("sqlite:bench.db", "in-memory", "store sqlite:bench.db: services share a PostgreSQL database")]
    [InlineData("sqlite:bench.db", Broker, "store sqlite:bench.db: services share a PostgreSQL database")]
    [InlineData(Store, "in-memory", "broker in-memory: services share a RabbitMQ broker")]
    public void What_workers_elsewhere_could_not_reach_is_refused(string store, string broker, string problem) =>
        Should.Throw<ConfigurationException>(() => Load(Plain, store, broker)).Message.ShouldStartWith(problem);

    [Fact]
    public void A_worker_of_one_run_needs_no_broker()
    {
        var run = Guid.CreateVersion7();

        var settings = Load(Plain with { Run = run }, "sqlite:bench.db", "in-memory");

        settings.Run.ShouldBe(run);
        settings.Broker.ShouldBeNull();
    }

    [Fact]
    public void An_address_that_others_can_reach_needs_a_token()
    {
        Should.Throw<ConfigurationException>(() => Load(Plain, Store, Broker, ("PERSONA_BENCH_LISTEN", "*:8471")))
            .Message.ShouldBe("listen 0.0.0.0:8471 can be reached from other machines: set PERSONA_BENCH_TOKEN to a secret that clients must send, or listen on 127.0.0.1");
        Load(Plain, Store, Broker, ("PERSONA_BENCH_LISTEN", "*:8471"), ("PERSONA_BENCH_TOKEN", "t")).Token.ShouldBe("t");
    }

    [Fact]
    public void Passwords_are_in_no_text_of_the_settings()
    {
        var settings = Load(Plain, "postgresql://bench:secret@db/bench", Broker);

        settings.Configuration.Store.ToString().ShouldNotContain("secret");
        settings.Broker!.ToString().ShouldNotContain("secret");
    }

    private static ServiceSettings Load(ServiceOptions options, string store, string broker, params (string Name, string Value)[] others)
    {
        (string Name, string Value)[] all = [("PERSONA_BENCH_STORE", store), ("PERSONA_BENCH_BROKER", broker), .. others];
        return ServiceSettings.Load(
            options, configuration => configuration.Worker.Listen, name => all.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault());
    }
}
