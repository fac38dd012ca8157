using Persona.Bench.Core.Runs;
using Persona.Bench.Deploy.Tests.Processes;
using Persona.Bench.Deploy.Tests.Servers;
using Persona.Bench.Emulator;

namespace Persona.Bench.Deploy.Tests.Canaries;

public sealed class CanaryTests(Deployment deployment)
{
    private const string Variable = "CANARY_API_KEY";
    private const string HeaderVariable = "CANARY_HEADER";
    private const string QueryVariable = "CANARY_QUERY";

    [Fact]
    public async Task A_key_that_providers_repeat_is_found_nowhere()
    {
        deployment.Require();
        Canary[] canaries = [new(), new(), new()];
        await using var answering = await EmulatedProvider.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        await using var provider = await EchoingProvider.StartAsync(answering.BaseUrl, canaries[0].Key, canaries[1].Key, canaries[2].Key);
        using var services = await ServicePair.StartAsync(
            deployment,
            new()
            {
                [Variable] = canaries[0].Key,
                [HeaderVariable] = canaries[1].Key,
                [QueryVariable] = canaries[2].Key,
                ["PERSONA_BENCH_WORKER_PROVIDERS"] = string.Join(',', EchoingProvider.Names),
            },
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
        Search(canaries, "table", await Shell.RunAsync("pg_dump", ["--data-only", Deployment.Database], deployment.Servers.Administrator), "HTTP 401", "HTTP 500", "[key]");
        Search(canaries, "spool", spool, "HTTP 401", "[key]");
        Search(canaries, "log of the worker", services.Worker.Said, "serves");
        Search(canaries, "log of the coordinator", services.Coordinator.Said, $"{runId}");
        Search(canaries, "message", await tap.MessagesAsync(), "IterationBlockV1", "IterationFinishedV1", "workload");
        Search(canaries, "log of the database", await File.ReadAllTextAsync(deployment.Servers.LogOfDatabase));
        Search(canaries, "log of the broker", await Shell.RunAsync("bash", ["-c", $"cat {deployment.Servers.LogsOfBroker}/*"]));
        Search(canaries, "report", await ReportAsync(runId), $"{runId}");
    }

    private static void Search(Canary[] canaries, string place, string text, params string[] present)
    {
        canaries.Select(canary => canary.In(text)).ShouldAllBe(found => found == null, $"a key appears in a {place}");
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
            $"    {name}: {{kind: openai-compatible, model: emulated, base_url: \"{address}{name}/v1\", api_key_env: {Variable}, "
            + $"headers: {{x-gateway-key: \"${{{HeaderVariable}}}\"}}, query: {{signature: \"${{{QueryVariable}}}\"}}}}\n"));
}
