using Persona.Bench.Core.Runs;
using Persona.Bench.Deploy.Tests.Servers;
using Persona.Bench.Emulator;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Deploy.Tests.Roles;

public sealed class RunUnderRolesTests(Deployment deployment)
{
    private const int Iterations = 10;

    [Fact]
    public async Task A_run_completes_under_the_roles_of_the_store_and_the_users_of_the_broker_over_tls()
    {
        deployment.Require();
        await using var provider = await EmulatedProvider.StartAsync(new EmulatorOptions { Profile = "constant:30" }, TestContext.Current.CancellationToken);
        using var services = await ServicePair.StartAsync(
            deployment, new() { ["PERSONA_BENCH_BASE_URLS"] = $"emulated={provider.BaseUrl}", ["PERSONA_BENCH_WORKER_PROVIDERS"] = "emulated" });
        await using var submitter = deployment.StoreOf("submitter");
        await using var reader = deployment.StoreOf("reader");

        var runId = await SubmittedRun.StartAsync(submitter, await SubmittedRun.SpecOf(Iterations, [new RunProvider("emulated", "emulated", "emulated")]));
        var run = await SubmittedRun.EndedAsync(reader, runId, () => $"{services.Coordinator.Said}\n{services.Worker.Said}");

        run.State.ShouldBe(RunState.Completed);
        run.Measured.ShouldBe(Iterations);
        run.Failed.ShouldBe(0);
        (await new RunHistory(reader, TimeProvider.System).MetricsAsync(runId, TestContext.Current.CancellationToken)).ShouldNotBeEmpty();
        (await services.Worker.StopAsync()).ShouldBe(0);
        (await services.Coordinator.StopAsync()).ShouldBe(0);
        services.Worker.Said.ShouldNotContain("ermission denied");
        services.Worker.Said.ShouldNotContain("ACCESS_REFUSED");
        services.Coordinator.Said.ShouldNotContain("ermission denied");
        services.Coordinator.Said.ShouldNotContain("ACCESS_REFUSED");
    }
}
