using Persona.Bench.Core;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Execution.Progress;

/// <summary>Progress for logs: a line when a series starts, passes a tenth, has its first error, ends, or the run changes state.</summary>
internal sealed class PlainProgress
{
    private const int Tenths = 10;

    private readonly Dictionary<(string Workload, string Provider), (int Tenth, bool Failed)> _seen = [];
    private RunState? _state;

    public IEnumerable<string> Next(RunProgress progress)
    {
        var lines = new List<string>();
        foreach (var series in progress.Series)
        {
            var now = (Tenth: TenthOf(series), Failed: series.Failed > 0);
            var key = (series.Workload, series.Provider);
            if (!_seen.TryGetValue(key, out var before) || before != now)
            {
                lines.Add(ProgressLines.Plain(series));
                _seen[key] = now;
            }
        }

        if (_state is not null && _state != progress.State)
        {
            lines.Add($"run {progress.RunId}: {SnakeCase.Format(progress.State)}");
        }

        _state = progress.State;
        return lines;
    }

    private static int TenthOf(SeriesProgress series) =>
        series.Planned == 0 ? Tenths : (int)((long)Tenths * series.Measured / series.Planned);
}
