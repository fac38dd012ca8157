using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Commands.Compare;

/// <summary>Finds the newest completed run of each wanted series for a version.</summary>
internal sealed class NewestRuns(IRunHistory history, string defaultProvider)
{
    private const int Examined = 1000;

    /// <summary>The series that were found, all measured on the machines of the newest: others would not be comparable.</summary>
    public async Task<IReadOnlyList<MeasuredSeries>> FindAsync(
        IReadOnlyList<WantedSeries> wanted, string version, CancellationToken cancellationToken)
    {
        var open = wanted.ToList();
        var found = new List<MeasuredSeries>();
        HashSet<string>? machines = null;
        foreach (var run in await history.CompletedAsync(version, Examined, cancellationToken))
        {
            var measured = open.Select(series => (Wanted: series, Measured: MeasuredSeries.From(run, series, defaultProvider)))
                .Where(match => match.Measured is not null).ToArray();
            if (measured.Length == 0 || !await IsOnAsync(run))
            {
                continue;
            }

            found.AddRange(measured.Select(match => match.Measured!));
            open.RemoveAll(series => Array.Exists(measured, match => match.Wanted == series));
            if (open.Count == 0)
            {
                break;
            }
        }

        return found;

        async Task<bool> IsOnAsync(CompletedRun run)
        {
            var ofRun = await history.MachinesAsync(run.RunId, cancellationToken);
            machines ??= ofRun;
            return machines.SetEquals(ofRun);
        }
    }
}
