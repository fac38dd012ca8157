using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Execution.Planning;

/// <summary>The options of <c>run</c>; null or empty where the configuration decides.</summary>
internal sealed record RunOptions
{
    /// <summary>In the order given, without duplicates.</summary>
    public required IReadOnlyList<string> Workloads { get; init; }

    /// <summary>In the order given, without duplicates.</summary>
    public required IReadOnlyList<string> Providers { get; init; }

    public int? Iterations { get; init; }

    public int? Concurrency { get; init; }

    /// <summary>Worker processes to start on this machine; null: none.</summary>
    public int? Workers { get; init; }

    public string? Name { get; init; }

    public int? Seed { get; init; }

    public bool KeepText { get; init; }

    /// <summary>With remote workers: how long the run may be without workers, or its store unreachable.</summary>
    public TimeSpan Wait { get; init; } = WaitOption.Standard;

    public required OutputFormat Format { get; init; }

    public required Sources Sources { get; init; }
}
