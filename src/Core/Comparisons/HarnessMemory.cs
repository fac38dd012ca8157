using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Verdicts;

namespace Persona.Bench.Core.Comparisons;

/// <summary>
/// Where Persona.Bench itself calls the provider, the memory is its own and depends on what else the process holds. It is labelled
/// as such, and not compared between different kinds of process.
/// </summary>
/// <param name="baseline">The environment of one side, as in its file.</param>
/// <param name="current">The environment of the other.</param>
internal sealed class HarnessMemory(IReadOnlyDictionary<string, string> baseline, IReadOnlyDictionary<string, string> current)
{
    private const string Label = "memory of Persona.Bench itself, which calls the provider, and not of Persona";

    private static readonly string[] Harness = [ProcessKind.Embedded, ProcessKind.LocalWorker, ProcessKind.Service];

    private readonly string? _unlike = Unlike(baseline.GetValueOrDefault(EnvironmentEntries.Process), current.GetValueOrDefault(EnvironmentEntries.Process));

    private readonly bool _isHarness = IsHarness(baseline) || IsHarness(current);

    /// <summary>Memory gates only where it is Persona's own, or where the user named it as a gate.</summary>
    public ComparisonRequest WithoutMemoryGates(ComparisonRequest request) => request.GatesAreNamed || !_isHarness
        ? request
        : request with { Gates = [.. request.Gates.Where(gate => !MetricCatalog.IsMemory(gate))] };

    public JudgedWorkload Labelled(JudgedWorkload workload) => workload with { Metrics = [.. workload.Metrics.Select(Labelled)] };

    private JudgedMetric Labelled(JudgedMetric metric) => metric.Result switch
    {
        { Metric: var name } when !MetricCatalog.IsMemory(name) => metric,
        { Baseline: not null, Current: not null } result when _unlike is not null => new JudgedMetric(Uncompared(result, _unlike)),
        var result when _isHarness => metric with { Result = result with { Reason = result.Reason is { } reason ? $"{reason}; {Label}" : Label } },
        _ => metric,
    };

    private static MetricComparison Uncompared(MetricComparison result, string reason) => result with
    {
        ChangePercent = null,
        Effect = null,
        Effect95 = null,
        ThresholdStatus = null,
        SampleSizeEstimate = null,
        // A requested gate must not disappear.
        Status = result.IsGate ? MetricStatus.Inconclusive : MetricStatus.NotGated,
        Reason = reason,
    };

    private static string? Unlike(string? before, string? now) => before is null || now is null || before == now
        ? null
        : $"not comparable: memory of different process kinds ({Words(before)} in the baseline, {Words(now)} now)";

    private static string Words(string process) => process.Replace('_', ' ');

    private static bool IsHarness(IReadOnlyDictionary<string, string> environment) => environment.GetValueOrDefault(EnvironmentEntries.Process) is { } process
        ? Harness.Contains(process)
        // Captures of earlier versions do not name their process; all of them called an API.
        : environment.ContainsKey(EnvironmentEntries.BenchVersion);
}
