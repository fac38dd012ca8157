using CsCheck;
using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Statistics;
using Persona.Bench.Files.Baselines;

namespace Persona.Bench.Files.Tests.Baselines;

/// <summary>Generates arbitrary baselines whose numbers are already rounded as in a file.</summary>
internal static class BaselineGenerator
{
    private static readonly string[] Awkward =
    [
        "", " ", "1.10", "null", "true", "yes", "~", "a: b", "# c", "- x", "x\ny", "\t", "\"quoted\"", "back\\slash", "'", "{a}", "[", "*x", "&x", "!t",
        "%", "@", "`", "2025-01-15", "12:30:00", "0x1F", "1e3", ".inf", ".nan", "=", "<<", "ünï", "日本語", "😀", "\u200b", "\u2028", "\ufeff", "v1", "0o7",
    ];

    private static readonly Gen<string> Text = Gen.OneOf<string>(
        Gen.OneOf(Awkward),
        Gen.String[Gen.Char[' ', '~'], 0, 30],
        Gen.String[Gen.Char.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)), 0, 12]);

    private static readonly Gen<string> Name = Gen.Select(Gen.Char["abcXYZ019"], Gen.String[Gen.Char["abcxyz019._-"], 0, 20], (first, rest) => first + rest);

    private static readonly Gen<double> Number = Gen.OneOf<double>(
        Gen.Double[0, 1], Gen.Double[0, 1e5], Gen.Int[0, int.MaxValue].Select(value => (double)value), Gen.Double[0, 1e15], Gen.Double[0, 1e-9], Gen.Const(0.0))
        .Select(BaselineNumber.Round);

    private static readonly Gen<double?> Value = Gen.Frequency<double?>((9, Number.Select(value => (double?)value)), (1, Gen.Const((double?)null)));

    private static readonly Gen<Interval> Bounds = Gen.Select(Number, Number, (a, b) => new Interval(Math.Min(a, b), Math.Max(a, b)));

    private static readonly Gen<BaselineSample> Sample = Gen.Int[0, 45].SelectMany(count => Gen.Select(
        Text, Text, Map(Value.Array[count].Select(values => (IReadOnlyList<double?>)values), 0, 4),
        (worker, fingerprint, columns) => new BaselineSample
        {
            Worker = worker,
            Fingerprint = fingerprint,
            Columns = columns.Where(column => column.Key is not ("worker" or "fingerprint")).ToDictionary(),
        }));

    private static readonly Gen<BaselineWorkload> Workload = Gen.Select(
        Optional(Text), Gen.Int[1, 100_000], Map(Value, 0, 5), Optional(Text), Optional(Text), Map(Bounds, 0, 3), Sample.Array[0, 3],
        (description, iterations, metrics, provider, model, intervals, samples) => new BaselineWorkload
        {
            Description = description,
            Iterations = iterations,
            Metrics = metrics,
            Provider = provider,
            Model = model,
            ProviderKind = model,
            Concurrency = iterations % 2 == 0 ? iterations : null,
            Definition = iterations % 3 == 0 ? $"sha256:{iterations:x}" : null,
            Workers = iterations % 3 == 0 ? 2 : null,
            Intervals = intervals,
            Samples = samples,
        });

    public static readonly Gen<Baseline> Baseline = Gen.Select(
        Gen.Bool, Optional(Name), Text, Gen.DateTime[new DateTime(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc)],
        Map(Text, 0, 6), Map(Workload, 1, 4),
        (ours, name, version, capturedAt, environment, workloads) => new Baseline
        {
            Schema = ours ? Core.Baselines.Baseline.CurrentSchema : null,
            Name = name,
            Version = version,
            CapturedAt = new DateTimeOffset(capturedAt.Ticks, TimeSpan.Zero),
            Environment = environment,
            Workloads = workloads,
        });

    private static Gen<IReadOnlyDictionary<string, T>> Map<T>(Gen<T> value, int from, int to) => Gen.Select(Name, value).Array[from, to]
        .Select(pairs => (IReadOnlyDictionary<string, T>)pairs.DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Item2));

    private static Gen<string?> Optional(Gen<string> text) => Gen.Frequency<string?>((3, text.Select(value => (string?)value)), (1, Gen.Const((string?)null)));
}
