using System.Diagnostics;
using System.Globalization;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Workloads;
using Persona.Bench.Worker.Generation;

namespace Persona.Bench.Measuring;

/// <summary>Processor time that a streamed chunk costs: the product's client beside a loop that copies the bytes and looks at none.</summary>
internal static class ChunksTable
{
    /// <summary>Some 104 chunks, 10 ms apart: each is a read of its own.</summary>
    private const string Profile = "constant:1060/20";

    private const int AtATime = 16;
    private const int Rounds = 5;

    public static async Task<int> PrintAsync(bool quick, CancellationToken cancellationToken)
    {
        var answers = AtATime * (quick ? 2 : 8);
        await using var emulator = await RemoteEmulator.StartAsync(Profile, cancellationToken);
        using var bare = new BareClient(emulator.Address);
        var definition = new ProviderDefinition { Name = "p", Kind = ProviderKind.Emulated, Model = "m", BaseUrl = emulator.Address };
        await using var generator = GeneratorFactory.Create(definition, _ => null, TimeProvider.System);
        var request = new GenerationRequest(["research ".PadRight(1024, 'x')], 1, new ModelParameters(), TimeSpan.FromMinutes(1));
        long chunks = 0;
        async Task Generate() => Interlocked.Add(ref chunks, (await generator.GenerateAsync(request, cancellationToken)).Chunks);
        Task Post() => bare.PostAsync(new string('x', 1500), cancellationToken);
        await CostAsync(answers, Post);
        await CostAsync(answers, Generate);
        Console.WriteLine("| round | bare copy loop, µs a chunk | client, µs a chunk | ratio |");
        Console.WriteLine("|---|---|---|---|");
        for (var round = 1; round <= (quick ? 1 : Rounds); round++)
        {
            chunks = 0;
            var clientCost = await CostAsync(answers, Generate);
            var bareCost = await CostAsync(answers, Post);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {round} | {bareCost.TotalMicroseconds / chunks:0.0} | {clientCost.TotalMicroseconds / chunks:0.0} | {clientCost / bareCost:0.00} |"));
        }

        return 0;
    }

    /// <returns>Processor time of this process.</returns>
    private static async Task<TimeSpan> CostAsync(int answers, Func<Task> call)
    {
        GC.Collect();
        using var self = Process.GetCurrentProcess();
        var before = self.TotalProcessorTime;
        var left = answers;
        await Task.WhenAll(Enumerable.Range(0, AtATime).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await call();
            }
        }));
        self.Refresh();
        return self.TotalProcessorTime - before;
    }
}
