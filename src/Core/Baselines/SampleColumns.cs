using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Baselines;

/// <summary>
/// The raw values that a baseline file keeps for every iteration: enough to recompute each metric of the catalog.
/// Inter-token latency and tokens per second are derived from other columns and not kept.
/// </summary>
public static class SampleColumns
{
    private const string OutcomeName = "outcome";

    /// <summary>In the order of the file. Each column gets and sets its own value.</summary>
    public static IReadOnlyList<SampleColumn> All { get; } =
    [
        new("iteration", o => o.Iteration, (o, value) => o with { Iteration = (int)(value ?? o.Iteration) }) { IsWhole = true, LargestValue = int.MaxValue },
        new("started_ms", o => o.StartedMs, (o, value) => o with { StartedMs = value }),
        new("ended_ms", o => o.EndedMs, (o, value) => o with { EndedMs = value }),
        // 0 succeeded, 1 failed, 2 timed out.
        new(OutcomeName, o => (int)o.Outcome, (o, code) => o with { Outcome = Outcome(code, o.LatencyMs) }) { IsWhole = true, LargestValue = 2 },
        new("generation_latency_ms", o => o.LatencyMs, (o, value) => o with { LatencyMs = value }),
        new("time_to_first_token_ms", o => o.TimeToFirstTokenMs, (o, value) => o with { TimeToFirstTokenMs = value }),
        new("first_output_token_ms", o => o.FirstOutputTokenMs, (o, value) => o with { FirstOutputTokenMs = value }),
        new("longest_gap_ms", o => o.LongestGapMs, (o, value) => o with { LongestGapMs = value }),
        new("retry_ms", o => o.RetryMs, (o, value) => o with { RetryMs = value }),
        new("api_calls", o => o.ApiCalls, (o, value) => o with { ApiCalls = value }),
        new("personas", o => o.Personas, (o, value) => o with { Personas = value }),
        new("valid_personas", o => o.ValidPersonas, (o, value) => o with { ValidPersonas = value }),
        new("input_tokens", o => o.InputTokens, (o, value) => o with { InputTokens = value }),
        new("output_tokens", o => o.OutputTokens, (o, value) => o with { OutputTokens = value }),
        new("reasoning_tokens", o => o.ReasoningTokens, (o, value) => o with { ReasoningTokens = value }),
        new("cached_input_tokens", o => o.CachedInputTokens, (o, value) => o with { CachedInputTokens = value }),
        new("cost_usd", o => o.CostUsd, (o, value) => o with { CostUsd = value }),
        new("memory_peak_mb", o => o.MemoryPeakMb, (o, value) => o with { MemoryPeakMb = value }),
        new("memory_average_mb", o => o.MemoryAverageMb, (o, value) => o with { MemoryAverageMb = value }),
    ];

    private static readonly Dictionary<string, SampleColumn> ByName = All.ToDictionary(column => column.Name, StringComparer.Ordinal);

    /// <summary>Null when there is no column of that name.</summary>
    public static SampleColumn? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>
    /// One stratum per worker and machine, ordered by their first iteration, each in the order measured.
    /// Times count from the first start over all workers.
    /// </summary>
    /// <param name="series">Measurements of one (run, workload, provider), without warm-ups.</param>
    public static IReadOnlyList<BaselineSample> PerWorker(IReadOnlyCollection<Measurement> series)
    {
        if (series.Count == 0)
        {
            return [];
        }

        var origin = series.Min(m => m.StartedAt);
        return
        [
            .. series.OrderBy(m => m.StartedAt).ThenBy(m => m.Iteration)
                .GroupBy(m => (m.WorkerId, m.Fingerprint))
                .Select(stratum => new BaselineSample
                {
                    Worker = stratum.Key.WorkerId,
                    Fingerprint = stratum.Key.Fingerprint,
                    Columns = Columns([.. stratum.Select(m => Observation.From(m, origin))]),
                }),
        ];
    }

    /// <summary>
    /// The iterations of a baseline's samples, in the order measured. Values of missing and short columns are unknown;
    /// without <c>outcome</c>, an iteration with a latency counts as succeeded.
    /// </summary>
    public static IReadOnlyList<Observation> Read(IEnumerable<BaselineSample> samples) =>
        [.. samples.SelectMany(Read).OrderBy(o => o.StartedMs).ThenBy(o => o.Iteration)];

    private static IEnumerable<Observation> Read(BaselineSample sample)
    {
        var length = sample.Columns.Count == 0 ? 0 : sample.Columns.Max(column => column.Value.Count);
        var observations = Enumerable.Range(1, length).Select(number => new Observation { Iteration = number, Outcome = IterationOutcome.Failed }).ToArray();
        // The outcome comes last: without one, it is derived from the latency.
        foreach (var column in All.OrderBy(column => column.Name == OutcomeName))
        {
            var values = sample.Columns.GetValueOrDefault(column.Name);
            for (var i = 0; i < length; i++)
            {
                observations[i] = column.With(observations[i], Value(values, i));
            }
        }

        return observations;
    }

    private static IterationOutcome Outcome(double? code, double? latencyMs) => code switch
    {
        0 => IterationOutcome.Succeeded,
        2 => IterationOutcome.TimedOut,
        null when latencyMs is not null => IterationOutcome.Succeeded,
        _ => IterationOutcome.Failed,
    };

    private static double? Value(IReadOnlyList<double?>? column, int index) =>
        column is not null && index < column.Count && column[index] is >= 0 and var value && double.IsFinite(value) ? value : null;

    private static Dictionary<string, IReadOnlyList<double?>> Columns(IReadOnlyList<Observation> observations) =>
        All.ToDictionary(column => column.Name, column => (IReadOnlyList<double?>)[.. observations.Select(column.Of)]);
}
