using Persona.Bench.Core.Runs;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Core.Tests.Runs;

/// <summary>Run definitions for tests.</summary>
internal static class Specs
{
    public static RunSpec Of(IEnumerable<(string Name, int Iterations)> workloads, IEnumerable<string> providers, int seed = 42) => new()
    {
        Workloads = [.. workloads.Select(workload => new RunWorkload(WorkloadOf(workload.Name, workload.Iterations), "sha256:00"))],
        Providers = [.. providers.Select(name => new RunProvider(name, "emulated", $"model-of-{name}"))],
        Seed = seed,
        PersonaVersion = "1.12.0",
        GitCommit = "abc",
        GitDirty = true,
    };

    private static Workload WorkloadOf(string name, int iterations) => new()
    {
        Name = name,
        Description = $"about {name}",
        Inputs = [],
        InputBytes = 1,
        Personas = 1,
        Iterations = iterations,
        Concurrency = 3,
    };
}
