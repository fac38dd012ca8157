using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Providers;

namespace Persona.Bench.Files.Tests.Configuration;

public sealed class ServiceVariablesTests
{
    private static readonly BenchConfiguration File = new()
    {
        Lease = TimeSpan.FromSeconds(20),
        Worker = new WorkerSettings { Slots = 2, Labels = new Dictionary<string, string> { ["zone"] = "a" }, Name = "file" },
    };

    [Fact]
    public void What_is_not_in_the_environment_stays_as_the_file_says() => ServiceVariables.Apply(File, _ => null).ShouldBe(File);

    [Fact]
    public void The_environment_overrides_the_file()
    {
        var configuration = Apply(
            ("PERSONA_BENCH_LEASE_S", "2.5"), ("PERSONA_BENCH_WORKER_SLOTS", "16"), ("PERSONA_BENCH_WORKER_NAME", "b"),
            ("PERSONA_BENCH_WORKER_PROVIDERS", "openai, emulated"), ("PERSONA_BENCH_WORKER_LABELS", "zone=fra-1,rack=7"),
            ("PERSONA_BENCH_LISTEN", "[::1]:0"), ("PERSONA_BENCH_DRAIN_S", "0"), ("PERSONA_BENCH_SPOOL_DIR", "/var/spool/bench"),
            ("PERSONA_BENCH_BASE_URLS", "emulated=http://10.0.0.5:8000 openai=https://proxy/v1"));

        configuration.Lease.ShouldBe(TimeSpan.FromSeconds(2.5));
        configuration.Worker.Slots.ShouldBe(16);
        configuration.Worker.Name.ShouldBe("b");
        configuration.Worker.Providers.ShouldBe(["openai", "emulated"]);
        configuration.Worker.Labels.ShouldBe(new Dictionary<string, string> { ["zone"] = "fra-1", ["rack"] = "7" });
        configuration.Worker.Drain.ShouldBe(TimeSpan.Zero);
        configuration.Worker.Listen.ToString().ShouldBe("[::1]:0");
        configuration.Coordinator.Listen.ToString().ShouldBe("[::1]:0");
        configuration.SpoolDirectory.ShouldBe("/var/spool/bench");
        configuration.Providers[BuiltInProviders.Emulated].BaseUrl.ShouldBe(new Uri("http://10.0.0.5:8000"));
        configuration.Providers["openai"].Kind.ShouldBe(ProviderKind.OpenAI);
    }

    [Theory]
    [InlineData("PERSONA_BENCH_WORKER_SLOTS", "none", "expected a whole number from 1 to 1000, got \"none\"")]
    [InlineData("PERSONA_BENCH_WORKER_SLOTS", "0", "expected a whole number from 1 to 1000, got \"0\"")]
    [InlineData("PERSONA_BENCH_LEASE_S", "0.1", "expected seconds from 1 to 86400, got \"0.1\"")]
    [InlineData("PERSONA_BENCH_LEASE_S", "NaN", "expected seconds from 1 to 86400, got \"NaN\"")]
    [InlineData("PERSONA_BENCH_WORKER_NAME", "../x", "\"../x\" is not a valid name: use only letters, digits and . _ @ -, at most 64")]
    [InlineData("PERSONA_BENCH_WORKER_PROVIDERS", "opnai", "there is no provider \"opnai\"")]
    [InlineData("PERSONA_BENCH_WORKER_LABELS", "zone", "expected label=value,label=value")]
    [InlineData("PERSONA_BENCH_WORKER_LABELS", "a=1,a=2", "expected label=value,label=value")]
    [InlineData("PERSONA_BENCH_LISTEN", "8470", "\"8470\" is not a listen address")]
    [InlineData("PERSONA_BENCH_LISTEN", "127.0.0.1:70000", "\"127.0.0.1:70000\" is not a listen address")]
    [InlineData("PERSONA_BENCH_BASE_URLS", "nobody=http://x", "there is no provider \"nobody\"")]
    [InlineData("PERSONA_BENCH_BASE_URLS", "emulated=ftp://x", "the address of emulated is not a URL")]
    public void A_value_that_cannot_be_used_is_one_line_with_its_variable(string variable, string value, string problem)
    {
        var error = Should.Throw<ConfigurationException>(() => Apply((variable, value)));

        error.Message.ShouldStartWith($"{variable}: {problem}");
        error.Message.ShouldNotContain('\n');
    }

    [Theory]
    [InlineData("127.0.0.1:8470", true)]
    [InlineData("localhost:1", true)]
    [InlineData("[::1]:1", true)]
    [InlineData("*:8470", false)]
    [InlineData("10.0.0.5:8470", false)]
    public void An_address_says_whether_others_can_reach_it(string text, bool loopback) => ListenAddress.Parse(text).IsLoopback.ShouldBe(loopback);

    private static BenchConfiguration Apply(params (string Name, string Value)[] environment) => ServiceVariables.Apply(
        File, name => environment.Where(variable => variable.Name == name).Select(variable => variable.Value).FirstOrDefault());
}
