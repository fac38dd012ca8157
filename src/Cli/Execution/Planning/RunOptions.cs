using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Execution.Planning;

/// <summary>What <c>run</c> was asked to do; null and empty where configuration decides.</summary>
internal sealed record RunOptions
{
    /// <summary>In the order given, without repetitions.</summary>
    public required IReadOnlyList<string> Workloads { get; init; }

    /// <summary>In the order given, without repetitions.</summary>
    public required IReadOnlyList<string> Providers { get; init; }

    public int? Iterations { get; init; }

    public int? Concurrency { get; init; }

    /// <summary>Worker processes to be started on this machine; null: none.</summary>
    public int? Workers { get; init; }

    public string? Name { get; init; }

    public int? Seed { get; init; }

    public bool KeepText { get; init; }

    /// <summary>How long a run may go without workers, and its store be away; where workers elsewhere measure.</summary>
    public TimeSpan Wait { get; init; } = WaitOption.Standard;

    public required OutputFormat Format { get; init; }

    public required Sources Sources { get; init; }
}
