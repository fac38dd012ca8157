using Persona.Bench.Deploy.Tests.Processes;
using Persona.Bench.Deploy.Tests.Servers;

namespace Persona.Bench.Deploy.Tests.Tls;

/// <summary>Unknown authorities are rejected. Every other test here shows that the right one is trusted.</summary>
public sealed class StrangeAuthorityTests(Deployment deployment)
{
    private const int Unusable = 3;

    [Theory]
    [InlineData("coordinator")]
    [InlineData("worker")]
    public async Task A_broker_whose_certificate_another_authority_signed_is_refused(string service)
    {
        deployment.Require();
        using var process = Start(service, new() { ["SSL_CERT_FILE"] = deployment.StrangeCaFile });

        await Patience.UntilAsync(() => Task.FromResult(process.Said.Contains("Broker down")), () => $"the broker to be refused; output: {process.Said}");

        (await process.HealthAsync()).ShouldSatisfyAllConditions(
            health => health.ShouldStartWith("503 "),
            health => health.ShouldContain("\"bus\":\"unhealthy\""),
            health => health.ShouldContain("\"store\":\"healthy\""));
        process.Said.ShouldContain("The remote certificate was rejected");
        (await process.StopAsync()).ShouldBe(0);
    }

    [Theory]
    [InlineData("coordinator")]
    [InlineData("worker")]
    public async Task A_store_whose_certificate_another_authority_signed_is_refused(string service)
    {
        deployment.Require();
        using var process = Start(service, new() { ["PERSONA_BENCH_STORE"] = deployment.AddressOf(service, deployment.StrangeCaFile) });

        (await process.EndAsync()).ShouldBe(Unusable);
        process.Said.ShouldContain("certificate", Case.Insensitive);
        process.Said.ShouldNotContain(deployment.Passwords[$"PERSONA_BENCH_{service.ToUpperInvariant()}_PASSWORD"]);
    }

    [Fact]
    public async Task A_store_that_is_asked_without_tls_refuses()
    {
        deployment.Require();
        var address = deployment.AddressOf("worker").Split('?')[0];
        using var process = Start("worker", new() { ["PERSONA_BENCH_STORE"] = $"{address}?sslmode=disable" });

        (await process.EndAsync()).ShouldBe(Unusable);
        process.Said.ShouldContain("no encryption");
    }

    [Fact]
    public async Task A_broker_that_is_asked_without_tls_does_not_answer()
    {
        deployment.Require();
        using var process = Start("worker", new() { ["PERSONA_BENCH_BROKER"] = deployment.BrokerOf("worker").Replace("amqps:", "amqp:", StringComparison.Ordinal) });

        await Patience.UntilAsync(() => Task.FromResult(process.Said.Contains("Broker down")), () => $"the broker to be unreachable; output: {process.Said}");

        (await process.HealthAsync()).ShouldContain("\"bus\":\"unhealthy\"");
    }

    private ServiceProcess Start(string service, Dictionary<string, string> more)
    {
        var environment = deployment.EnvironmentOf(service);
        environment["PERSONA_BENCH_SPOOL_DIR"] = Path.Combine(deployment.Folder, "spool-tls");
        foreach (var (name, value) in more)
        {
            environment[name] = value;
        }

        return new ServiceProcess([service == "worker" ? Programs.Worker : Programs.Coordinator, "--verbose"], deployment.Folder, environment);
    }
}
