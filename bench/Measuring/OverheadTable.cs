using System.Diagnostics;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Workloads;
using Persona.Bench.Worker.Generation;

namespace Persona.Bench.Measuring;

/// <summary>Wall time of a run, next to a bare HttpClient loop that sends the same prompts to the same emulator and the product's client alone.</summary>
internal static class OverheadTable
{
    public static async Task<int> PrintAsync(bool quick, CancellationToken cancellationToken)
    {
        Console.WriteLine("| service | concurrency | n | bare loop s | client loop s | persona s | persona / bare | per iteration ms | of it beside the client ms |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (var (profile, iterations) in quick ? [("constant:500", 10), ("instant", 100)] : new[] { ("constant:500", 100), ("instant", 1000), ("instant", 5000) })
        {
            await PrintAsync(profile, iterations, cancellationToken);
        }

        return 0;
    }

    private static async Task PrintAsync(string profile, int iterations, CancellationToken cancellationToken)
    {
        await using var emulator = await RemoteEmulator.StartAsync(profile, cancellationToken);
        using var product = new Product();
        for (var round = 0; round < (iterations > 1000 ? 1 : 2); round++)
        {
            var run = await product.RunAsync(emulator.Address, ["openai"], iterations, concurrency: 1, warmUps: 1, cancellationToken);
            var prompts = run.Measurements.Select(measurement => measurement.PromptText!).ToArray();
            var bare = await LoopAsync(emulator.Address, prompts, cancellationToken);
            var client = await ClientLoopAsync(emulator.Address, iterations, cancellationToken);
            Console.WriteLine(
                $"| {profile} | 1 | {iterations} | {bare.TotalSeconds:0.000} | {client.TotalSeconds:0.000} | {run.Wall.TotalSeconds:0.000} "
                + $"| {run.Wall / bare:0.0000} | {(run.Wall - bare).TotalMilliseconds / iterations:0.000} "
                + $"| {(run.Wall - client).TotalMilliseconds / iterations:0.000} |");
        }
    }

    private static async Task<TimeSpan> LoopAsync(Uri emulator, string[] prompts, CancellationToken cancellationToken)
    {
        using var client = new BareClient(emulator);
        await client.PostAsync(prompts[0], cancellationToken);
        var start = Stopwatch.GetTimestamp();
        foreach (var prompt in prompts)
        {
            await client.PostAsync(prompt, cancellationToken);
        }

        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>The product's client, including reading the answer, without claim, spool, record and messages.</summary>
    private static async Task<TimeSpan> ClientLoopAsync(Uri emulator, int iterations, CancellationToken cancellationToken)
    {
        var definition = new ProviderDefinition { Name = "p", Kind = ProviderKind.Emulated, Model = "m", BaseUrl = emulator };
        await using var generator = GeneratorFactory.Create(definition, _ => null, TimeProvider.System);
        var request = new GenerationRequest(["research ".PadRight(1024, 'x')], 1, new ModelParameters(), TimeSpan.FromMinutes(1));
        await generator.GenerateAsync(request, cancellationToken);
        var start = Stopwatch.GetTimestamp();
        for (var iteration = 0; iteration < iterations; iteration++)
        {
            await generator.GenerateAsync(request, cancellationToken);
        }

        return Stopwatch.GetElapsedTime(start);
    }
}
