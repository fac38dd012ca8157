using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Faults.Bench;

/// <summary>Settings shared by all trials. Times are short: a lease lasts two seconds.</summary>
internal static class BenchSettings
{
    public const int Workers = 3;
    public const int Slots = 4;

    /// <summary>Iterations per provider; two providers make twice as many items.</summary>
    public const int Iterations = 100;

    /// <summary>More than one worker's warm-ups, and fewer than its share of the calls or of the statements that record them.</summary>
    public const int SomeOfOneWorker = 8;

    public const int WarmUps = 1;
    public const string WorkloadName = "faults";

    public static readonly string[] Providers = ["alpha", "beta"];

    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(2);

    /// <summary>Deadline of one call, retries included.</summary>
    public static readonly TimeSpan CallDeadline = TimeSpan.FromSeconds(4);

    public static int Items => Iterations * Providers.Length;

    public static string Configuration { get; } =
        $"benchmarks:\n  providers:\n{string.Concat(Providers.Select(name => $"    {name}: {{kind: emulated, model: emulated}}\n"))}";

    /// <summary>The definition of a run; the seed decides the prompts and the order within blocks.</summary>
    public static RunSpec SpecOf(int seed, string inputHash, int iterations) => new()
    {
        Name = $"faults-{seed}",
        Workloads = [new RunWorkload(WorkloadOf(iterations), inputHash)],
        Providers = [.. Providers.Select(name => new RunProvider(name, ProviderKindInfo.For(ProviderKind.Emulated).Name, "emulated"))],
        Seed = seed,
        PersonaVersion = "1.0.0",
    };

    private static Workload WorkloadOf(int iterations) => new()
    {
        Name = WorkloadName,
        Description = "What the fault suite measures",
        Inputs = BuiltInWorkloads.Inputs,
        InputBytes = 400,
        Personas = 1,
        Iterations = iterations,
        WarmUps = WarmUps,
        Timeout = CallDeadline,
        Concurrency = Slots,
    };
}
