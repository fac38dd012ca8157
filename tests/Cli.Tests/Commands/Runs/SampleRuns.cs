using Persona.Bench.Cli.Commands.Runs;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Tests.Commands.Runs;

internal static class SampleRuns
{
    public static IReadOnlyList<RunSummary> Some() =>
    [
        new RunSummary
        {
            RunId = new Guid("0197a3c2-5d10-7c3e-9a51-3f0d8a2b4c6e"),
            Name = "nightly",
            State = RunState.Completed,
            PersonaVersion = "1.12.0",
            CreatedAt = new DateTimeOffset(2026, 3, 1, 9, 30, 0, TimeSpan.Zero),
            StartedAt = new DateTimeOffset(2026, 3, 1, 9, 30, 1, TimeSpan.Zero),
            FinishedAt = new DateTimeOffset(2026, 3, 1, 9, 33, 0, TimeSpan.Zero),
            Workloads = ["standard", "batch"],
            Providers = ["anthropic", "openai"],
            Planned = 240,
            Measured = 240,
            Failed = 3,
        },
        new RunSummary
        {
            RunId = new Guid("0197a3c2-5d20-7c3e-9a51-3f0d8a2b4c6e"),
            State = RunState.Incomplete,
            PersonaVersion = "1.12.0",
            CreatedAt = new DateTimeOffset(2026, 3, 1, 9, 20, 0, TimeSpan.Zero),
            Workloads = ["quick"],
            Providers = ["emulated"],
            Planned = 10,
            Measured = 4,
            Failed = 0,
        },
    ];
}
