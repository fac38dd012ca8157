using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Commands.Compare;

/// <summary>A workload on a provider, and the stored run that measured it.</summary>
internal sealed record MeasuredSeries(string Workload, string Provider, CompletedRun Run)
{
    /// <summary>The wanted series as a run measured it; null if it did not.</summary>
    /// <param name="run">The run.</param>
    /// <param name="wanted">Without a provider: the default one, else the first of the run.</param>
    /// <param name="defaultProvider">The configured default.</param>
    public static MeasuredSeries? From(CompletedRun run, WantedSeries wanted, string defaultProvider)
    {
        if (run.Spec.Workloads.All(workload => workload.Workload.Name != wanted.Workload))
        {
            return null;
        }

        var provider = wanted.Provider is { } name ? Find(run.Spec, name) : Find(run.Spec, defaultProvider) ?? run.Spec.Providers[0];
        return provider is null ? null : new MeasuredSeries(wanted.Workload, provider.Name, run);
    }

    private static RunProvider? Find(RunSpec spec, string name) => spec.Providers.FirstOrDefault(provider => provider.Name == name);
}
