using System.Text;
using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Files.Baselines;

/// <summary>The canonical text of a baseline: the same baseline gives the same bytes, and a change of one value changes one line.</summary>
internal sealed class BaselineWriter
{
    private const int ValuesPerLine = 20;
    private readonly StringBuilder _text = new();

    private BaselineWriter()
    {
    }

    public static string Write(Baseline baseline)
    {
        var writer = new BaselineWriter();
        writer.WriteBaseline(baseline);
        return writer._text.ToString();
    }

    private void WriteBaseline(Baseline baseline)
    {
        Line(0, "schema", baseline.Schema is { } schema ? BaselineText.Plain(schema) : null);
        Line(0, "name", baseline.Name is { } name ? BaselineText.Plain(name) : null);
        Line(0, "version", BaselineText.Quoted(baseline.Version));
        Line(0, "captured_at", BaselineText.Quoted(BaselineText.Timestamp(baseline.CapturedAt)));
        Map(0, "environment", baseline.Environment, BaselineText.Quoted, whenEmpty: "{}");
        Line(0, "workloads", "");
        foreach (var (key, workload) in baseline.Workloads)
        {
            Line(2, BaselineText.Plain(key), "");
            WriteWorkload(workload);
        }
    }

    private void WriteWorkload(BaselineWorkload workload)
    {
        Line(4, "description", workload.Description is { } description ? BaselineText.Quoted(description) : null);
        Line(4, "provider", workload.Provider is { } provider ? BaselineText.Plain(provider) : null);
        Line(4, "provider_kind", workload.ProviderKind is { } kind ? BaselineText.Plain(kind) : null);
        Line(4, "model", workload.Model is { } model ? BaselineText.Plain(model) : null);
        Line(4, "iterations", $"{workload.Iterations}");
        Line(4, "concurrency", workload.Concurrency?.ToString());
        Line(4, "definition", workload.Definition is null ? null : BaselineText.Plain(workload.Definition));
        Line(4, "workers", workload.Workers?.ToString());
        Map(4, "metrics", workload.Metrics, BaselineNumber.Text, whenEmpty: "{}");
        Map(4, "intervals", workload.Intervals, Pair, whenEmpty: null);
        if (workload.Samples.Count == 0) return;
        Line(4, "samples", "");
        foreach (var sample in workload.Samples) WriteSample(sample);
    }

    private static string Pair(Interval interval) => $"[{BaselineNumber.Text(interval.Lower)}, {BaselineNumber.Text(interval.Upper)}]";

    private void WriteSample(BaselineSample sample)
    {
        _text.Append("      - worker: ").Append(BaselineText.Plain(sample.Worker)).Append('\n');
        Line(8, "fingerprint", BaselineText.Plain(sample.Fingerprint));
        foreach (var (name, values) in sample.Columns) Line(8, BaselineText.Plain(name), Flow(values));
    }

    // A fixed number of values per line, so that a changed value does not move others to different lines.
    private static string Flow(IReadOnlyList<double?> values)
    {
        var lines = values.Select(BaselineNumber.Text).Chunk(ValuesPerLine).Select(chunk => string.Join(", ", chunk));
        return values.Count <= ValuesPerLine
            ? $"[{string.Concat(lines)}]"
            : $"[\n          {string.Join(",\n          ", lines)}]";
    }

    private void Map<T>(int indent, string key, IReadOnlyDictionary<string, T> map, Func<T, string> text, string? whenEmpty)
    {
        if (map.Count == 0)
        {
            Line(indent, key, whenEmpty);
            return;
        }

        Line(indent, key, "");
        foreach (var (name, value) in map) Line(indent + 2, BaselineText.Plain(name), text(value));
    }

    private void Line(int indent, string key, string? value)
    {
        if (value is null) return;
        _text.Append(' ', indent).Append(key).Append(value.Length == 0 ? ":" : ": ").Append(value).Append('\n');
    }
}
