using Persona.Bench.Cli.Execution.Planning;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Delegation;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Worker.Machine;

namespace Persona.Bench.Cli.Commands.Compare;

/// <summary>Finds the current side in the store, or measures it.</summary>
internal sealed class CurrentSide(CompareOptions options, BenchConfiguration configuration, CommandContext context)
{
    /// <summary>A stored run, by id, id prefix, or name.</summary>
    /// <param name="text">The id, id prefix, or name.</param>
    /// <param name="against">Selects the baselines for it.</param>
    /// <param name="cancellationToken">Cancels the queries.</param>
    /// <exception cref="UsageException">There is no such run.</exception>
    /// <exception cref="ExecutionException">The run is not complete.</exception>
    public async Task<ComparedSides> OfRunAsync(
        string text, Func<NamedBaseline, IReadOnlyList<NamedBaseline>> against, CancellationToken cancellationToken)
    {
        await using var store = await StoredRuns.OpenAsync(configuration, cancellationToken);
        var run = await FindAsync(store, text, cancellationToken);
        if (run.State != RunState.Completed)
        {
            throw new ExecutionException($"run {run.RunId} is {SnakeCase.Format(run.State)}; resume with: persona benchmark resume {run.RunId}");
        }

        var side = await new StoredSide(store.History).OfRunAsync(run.RunId, cancellationToken);
        return await WithSessionsAsync(store, side, new CompletedRun(run.RunId, run.Spec, run.CreatedAt), against(side), cancellationToken);
    }

    /// <summary>The newest completed run of each workload for the current version; a workload without one is measured first.</summary>
    /// <param name="named">The baselines; null: the newest that is not one of these runs itself.</param>
    /// <param name="files">Reads baselines.</param>
    /// <param name="cancellationToken">Cancels queries and measuring.</param>
    public async Task<ComparedSides> NewestAsync(
        IReadOnlyList<NamedBaseline>? named, BaselineFiles files, CancellationToken cancellationToken)
    {
        var version = await VersionAsync(cancellationToken);
        var baselines = named ?? [await NewestOtherAsync(files, version, cancellationToken)];
        var wanted = WantedSeries.From(baselines, options.Workloads);
        await new MissingRuns(options, configuration, context).MeasureAllAsync(wanted, version, cancellationToken);
        await using var store = await StoredRuns.OpenAsync(configuration, cancellationToken);
        var series = await new NewestRuns(store.History, configuration.DefaultProvider).FindAsync(wanted, version, cancellationToken);
        foreach (var one in series)
        {
            await context.Terminal.Error.WriteLineAsync($"current: {one.Workload} on {one.Provider} from {StoredSide.NameOf(one.Run.RunId, one.Run.Spec)}");
        }

        var side = await new StoredSide(store.History).OfSeriesAsync(series, cancellationToken);
        return await WithSessionsAsync(store, side, series[0].Run, baselines, cancellationToken);
    }

    private async Task<NamedBaseline> NewestOtherAsync(BaselineFiles files, string version, CancellationToken cancellationToken)
    {
        var candidates = files.NewestFirst();
        await using var store = await StoredRuns.OpenAsync(configuration, cancellationToken);
        foreach (var candidate in candidates)
        {
            if (candidate.Baseline.Version != version || store.IsEmpty || !await IsItselfAsync(store, candidate, version, cancellationToken))
            {
                return candidate;
            }
        }

        throw files.NoOther();
    }

    private async Task<bool> IsItselfAsync(StoredRuns store, NamedBaseline candidate, string version, CancellationToken cancellationToken)
    {
        var wanted = WantedSeries.From([candidate], options.Workloads);
        var series = await new NewestRuns(store.History, configuration.DefaultProvider).FindAsync(wanted, version, cancellationToken);
        return series.Count > 0
            && SameMeasurements.Workloads(candidate.Baseline, (await new StoredSide(store.History).OfSeriesAsync(series, cancellationToken)).Baseline).Count > 0;
    }

    private static async Task<ComparedSides> WithSessionsAsync(
        StoredRuns store, NamedBaseline side, CompletedRun like, IReadOnlyList<NamedBaseline> baselines, CancellationToken cancellationToken)
    {
        var versions = baselines.Select(baseline => baseline.Baseline.Version).Prepend(side.Baseline.Version);
        return new ComparedSides(side, baselines, await new StoredSessions(store.History).OfAsync(versions, like, cancellationToken));
    }

    private async Task<StoredRun> FindAsync(StoredRuns store, string text, CancellationToken cancellationToken)
    {
        if (!SafeName.IsSafe(text))
        {
            throw new UsageException(
                $"--current {Printable.Quoted(text)} is not the name of a baseline or run ({SafeName.Rule}); to name a file, write ./{Printable.Line(text)}");
        }

        return await store.TryFindAsync(text, cancellationToken)
            ?? throw new UsageException(
                $"--current {text}: there is no such baseline in {configuration.BaselinesDirectory} and no such run; "
                + "see 'persona benchmark list' and 'persona benchmark runs'");
    }

    private async Task<string> VersionAsync(CancellationToken cancellationToken) =>
        await PersonaVersion.ResolveAsync(
            configuration.PersonaVersion, Environment.GetEnvironmentVariable, NextPersona.OfProcess().IsOurs, cancellationToken)
        ?? (await RunOrigin.ReadAsync(configuration, cancellationToken)).Version;
}
