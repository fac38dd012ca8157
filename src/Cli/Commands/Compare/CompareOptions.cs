using Persona.Bench.Cli.Documents.Comparisons;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Cli.Commands.Compare;

/// <summary>The options of <c>compare</c>; null or empty where the configuration decides.</summary>
internal sealed record CompareOptions
{
    /// <summary>Names and paths, in the order given. Empty: the newest version.</summary>
    public required IReadOnlyList<string> Baselines { get; init; }

    /// <summary>Name, path or run. Null: the newest completed run of each workload.</summary>
    public string? Current { get; init; }

    /// <summary>Only these workloads. Empty: all.</summary>
    public required IReadOnlyList<string> Workloads { get; init; }

    /// <summary>Warning level in percent.</summary>
    public double? Warn { get; init; }

    /// <summary>Failure level in percent.</summary>
    public double? Fail { get; init; }

    /// <summary>The levels that fail the command.</summary>
    public required IReadOnlyList<FailLevel> FailOn { get; init; }

    public required DecisionRule Rule { get; init; }

    public required OutlierPolicy Outliers { get; init; }

    public bool AllowDifferentEnvironment { get; init; }

    public required DocumentFormat Format { get; init; }

    /// <summary>Null: stdout.</summary>
    public string? Output { get; init; }

    public required Sources Sources { get; init; }
}
