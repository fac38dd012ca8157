using Persona.Bench.Cli.Execution;
using Persona.Bench.Cli.Execution.Planning;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Cli.Commands.Compare;

/// <summary>Measures what a comparison needs and the store does not have, and says so first.</summary>
internal sealed class MissingRuns(CompareOptions options, BenchConfiguration configuration, CommandContext context)
{
    public async Task MeasureAllAsync(IReadOnlyList<WantedSeries> wanted, string version, CancellationToken cancellationToken)
    {
        await MeasureAsync(await FindAsync(wanted, version, cancellationToken), version, cancellationToken);
        // Once more: series from another machine are not comparable with those that this one has just measured.
        await MeasureAsync(await FindAsync(wanted, version, cancellationToken), version, cancellationToken);
    }

    private async Task MeasureAsync(IReadOnlyList<WantedSeries> missing, string version, CancellationToken cancellationToken)
    {
        // With the concurrency of the baseline: any other would not be comparable.
        foreach (var group in missing.GroupBy(series => (series.Provider, series.Concurrency)))
        {
            WantedSeries[] series = [.. group];
            await context.Terminal.Error.WriteLineAsync(
                $"no completed run of {string.Join(", ", series.Select(one => one.ToString()))} for version {version} in the store; measuring it first");
            await Benchmark.MeasureAsync(RunOf(series, group.Key.Provider, group.Key.Concurrency), context, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<WantedSeries>> FindAsync(IReadOnlyList<WantedSeries> wanted, string version, CancellationToken cancellationToken)
    {
        await using var store = await StoredRuns.OpenAsync(configuration, cancellationToken);
        if (store.IsEmpty)
        {
            return wanted;
        }

        var found = await new NewestRuns(store.History, configuration.DefaultProvider).FindAsync(wanted, version, cancellationToken);
        return [.. wanted.Where(series => !found.Any(one => one.Workload == series.Workload && (series.Provider is null || one.Provider == series.Provider)))];
    }

    private RunOptions RunOf(IReadOnlyList<WantedSeries> series, string? provider, int? concurrency) => new()
    {
        Workloads = [.. series.Select(one => one.Workload)],
        Providers = provider is null ? [] : [provider],
        Concurrency = concurrency,
        Format = OutputFormat.Table,
        Sources = options.Sources,
    };
}
