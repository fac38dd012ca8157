using Persona.Bench.Core.Runs;
using Persona.Bench.Deploy.Tests.Processes;
using Persona.Bench.Deploy.Tests.Servers;
using Persona.Bench.Emulator;

namespace Persona.Bench.Deploy.Tests.Canaries;

public sealed class CanaryTests(Deployment deployment)
{
    private const string Variable = "CANARY_API_KEY";

    [Fact]
    public async Task A_key_that_providers_repeat_is_found_nowhere()
    {
        deployment.Require();
        var canary = new Canary();
        await using var answering = await EmulatedProvider.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        await using var provider = await EchoingProvider.StartAsync(answering.BaseUrl, canary.Key);
        using var services = await ServicePair.StartAsync(
            deployment,
            new() { [Variable] = canary.Key, ["PERSONA_BENCH_WORKER_PROVIDERS"] = string.Join(',', EchoingProvider.Names) },
            ConfigurationOf(provider.Address));
        await using var tap = await MessageTap.OpenAsync(deployment);
        await using var submitter = deployment.StoreOf("submitter");

        var providers = EchoingProvider.Names.Select(name => new RunProvider(name, "openai-compatible", "emulated"));
        var runId = await SubmittedRun.StartAsync(submitter, await SubmittedRun.SpecOf(2, [.. providers], keepText: true));
        var run = await SubmittedRun.EndedAsync(submitter, runId, () => $"{services.Coordinator.Said}\n{services.Worker.Said}");

        run.Measured.ShouldBe(2 * EchoingProvider.Names.Length);
        provider.Calls.ShouldBeGreaterThan(run.Measured);
        var spool = await Shell.RunAsync("bash", ["-c", $"cat {services.SpoolFolder}/*"]);
        (await services.Worker.StopAsync()).ShouldBe(0);
        (await services.Coordinator.StopAsync()).ShouldBe(0);

        // Each text must also contain traces of the run: finding no key in an empty text proves nothing.
        Search(canary, "table", await Shell.RunAsync("pg_dump", ["--data-only", Deployment.Database], deployment.Servers.Administrator), "HTTP 401", "HTTP 500", "[key]");
        Search(canary, "spool", spool, "HTTP 401", "[key]");
        Search(canary, "log of the worker", services.Worker.Said, "serves");
        Search(canary, "log of the coordinator", services.Coordinator.Said, $"{runId}");
        Search(canary, "message", await tap.MessagesAsync(), "IterationBlockV1", "IterationFinishedV1", "workload");
        Search(canary, "log of the database", await File.ReadAllTextAsync(deployment.Servers.LogOfDatabase));
        Search(canary, "log of the broker", await Shell.RunAsync("bash", ["-c", $"cat {deployment.Servers.LogsOfBroker}/*"]));
        Search(canary, "report", await ReportAsync(runId), $"{runId}");
    }

    private static void Search(Canary canary, string place, string text, params string[] present)
    {
        canary.In(text).ShouldBeNull($"the key appears in a {place}");
        foreach (var word in present)
        {
            text.ShouldContain(word, Case.Insensitive, $"{place}: no trace of the run, so finding no key proves nothing");
        }
    }

    private async Task<string> ReportAsync(Guid runId)
    {
        var said = "";
        foreach (var command in new string[][] { ["show", $"{runId}", "--format", "json"], ["report", $"{runId}"] })
        {
            said += await Shell.RunAsync(
                Programs.Persona,
                ["benchmark", .. command],
                new Dictionary<string, string> { ["PERSONA_BENCH_STORE"] = deployment.AddressOf("reader"), ["PERSONA_BENCH_BROKER"] = deployment.BrokerOf("worker") });
        }

        return said;
    }

    private static string ConfigurationOf(Uri address) =>
        "benchmarks:\n  providers:\n" + string.Concat(EchoingProvider.Names.Select(name =>
            $"    {name}: {{kind: openai-compatible, model: emulated, base_url: \"{address}{name}/v1\", api_key_env: {Variable}}}\n"));
}
