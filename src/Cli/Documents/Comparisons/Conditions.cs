using Persona.Bench.Cli.Documents.Formats.Text;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>How both sides of a workload were measured, in one line.</summary>
internal static class Conditions
{
    /// <summary><c>provider kind emulated, concurrency 4, 2 workers (baseline: 1)</c>; null if neither side says.</summary>
    public static string? Describe(ComparedWorkloadDocument workload)
    {
        string?[] parts =
        [
            Part(workload, one => one.ProviderKind, kind => $"provider kind {kind}"),
            Part(workload, one => one.Model, model => $"model {model}"),
            Part(workload, one => one.Concurrency?.ToString(), concurrency => $"concurrency {concurrency}"),
            Part(workload, one => one.Workers?.ToString(), workers => workers == "1" ? "1 worker" : $"{workers} workers"),
        ];
        return string.Join(", ", parts.OfType<string>()) is { Length: > 0 } line ? line : null;
    }

    private static string? Part(ComparedWorkloadDocument workload, Func<ConditionsDocument, string?> of, Func<string, string> words)
    {
        var (baseline, current) = (Value(workload.BaselineConditions, of), Value(workload.CurrentConditions, of));
        return (baseline, current) switch
        {
            (null, null) => null,
            (null, { } known) => workload.BaselineConditions is null ? words(known) : $"{words(known)} (baseline: {Figures.Unknown})",
            ({ } known, null) => $"{words(known)} in the baseline",
            _ => baseline == current ? words(current) : $"{words(current)} (baseline: {baseline})",
        };
    }

    private static string? Value(ConditionsDocument? side, Func<ConditionsDocument, string?> of) => side is null ? null : of(side);
}
