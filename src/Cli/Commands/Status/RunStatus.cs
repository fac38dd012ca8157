using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Commands.Status;

/// <summary>A run, its progress, and who works on it.</summary>
internal sealed record RunStatus(StoredRun Run, RunProgress Progress, RunActivity Activity)
{
    /// <summary>Providers that it does not call, because other runs take up their capacity.</summary>
    public IReadOnlyList<CapacityWait> Waits { get; init; } = [];

    public int InFlight(SeriesProgress series) => Of(series).Sum(open => open.InFlight);

    public int Pending(SeriesProgress series) => Of(series).Sum(open => open.Pending);

    private IEnumerable<OpenItems> Of(SeriesProgress series) =>
        Activity.Open.Where(open => open.Workload == series.Workload && open.Provider == series.Provider);
}
