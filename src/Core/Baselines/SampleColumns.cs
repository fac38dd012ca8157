using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Metrics;

namespace Persona.Bench.Core.Baselines;

/// <summary>
/// The raw values that a baseline file keeps of every iteration: enough to recompute each metric of the catalog.
/// Inter-token latency and tokens per second follow from other columns and are not kept.
/// </summary>
public static class SampleColumns
{
    /// <summary>In the order of the file.</summary>
    public static IReadOnlyList<SampleColumn> All { get; } =
    [
        new("iteration", o => o.Iteration) { IsWhole = true, LargestValue = int.MaxValue },
        new("started_ms", o => o.StartedMs),
        new("ended_ms", o => o.EndedMs),
        // 0 succeeded, 1 failed, 2 timed out.
        new("outcome", o => (int)o.Outcome) { IsWhole = true, LargestValue = 2 },
        new("generation_latency_ms", o => o.LatencyMs),
        new("time_to_first_token_ms", o => o.TimeToFirstTokenMs),
        new("retry_ms", o => o.RetryMs),
        new("api_calls", o => o.ApiCalls),
        new("personas", o => o.Personas),
        new("valid_personas", o => o.ValidPersonas),
        new("input_tokens", o => o.InputTokens),
        new("output_tokens", o => o.OutputTokens),
        new("cost_usd", o => o.CostUsd),
        new("memory_peak_mb", o => o.MemoryPeakMb),
        new("memory_average_mb", o => o.MemoryAverageMb),
    ];

    private static readonly Dictionary<string, SampleColumn> ByName = All.ToDictionary(column => column.Name, StringComparer.Ordinal);

    /// <summary>Null when there is no column of that name.</summary>
    public static SampleColumn? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>
    /// One stratum per worker and machine, in the order of their first iteration, each in the order of measuring.
    /// Times count from the first start over all workers.
    /// </summary>
    /// <param name="series">Measurements of one (run, workload, provider); warm-ups are not among them.</param>
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
    /// The iterations of a baseline's samples, in the order of measuring. Missing columns and short ones are unknown;
    /// without <c>outcome</c> an iteration with a latency succeeded.
    /// </summary>
    public static IReadOnlyList<Observation> Read(IEnumerable<BaselineSample> samples) =>
        [.. samples.SelectMany(Read).OrderBy(o => o.StartedMs).ThenBy(o => o.Iteration)];

    private static IEnumerable<Observation> Read(BaselineSample sample)
    {
        var length = sample.Columns.Count == 0 ? 0 : sample.Columns.Max(column => column.Value.Count);
        var columns = All.Select(column => sample.Columns.GetValueOrDefault(column.Name)).ToArray();
        return Enumerable.Range(0, length).Select(i => At(columns, i));
    }

    /// <param name="columns">In the order of <see cref="All"/>; null where the sample has none.</param>
    /// <param name="index">Of the iteration.</param>
    private static Observation At(IReadOnlyList<double?>?[] columns, int index)
    {
        var latencyMs = Value(columns[4], index);
        return new Observation
        {
            Iteration = (int)(Value(columns[0], index) ?? index + 1),
            StartedMs = Value(columns[1], index),
            EndedMs = Value(columns[2], index),
            Outcome = Outcome(Value(columns[3], index), latencyMs),
            LatencyMs = latencyMs,
            TimeToFirstTokenMs = Value(columns[5], index),
            RetryMs = Value(columns[6], index),
            ApiCalls = Value(columns[7], index),
            Personas = Value(columns[8], index),
            ValidPersonas = Value(columns[9], index),
            InputTokens = Value(columns[10], index),
            OutputTokens = Value(columns[11], index),
            CostUsd = Value(columns[12], index),
            MemoryPeakMb = Value(columns[13], index),
            MemoryAverageMb = Value(columns[14], index),
        };
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
