using Persona.Bench.Cli.Execution.Settings;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;
using Persona.Bench.Core.Workloads;
using Persona.Bench.Worker.Inputs;
using Persona.Bench.Worker.Providers;

namespace Persona.Bench.Cli.Execution.Planning;

/// <summary>What a run consists of, from what was asked for and what is configured. Everything that can be refused is refused here.</summary>
internal sealed class RunDefinition(BenchConfiguration configuration)
{
    /// <summary>The providers asked for, each with a usable key where this process calls it.</summary>
    /// <exception cref="UsageException">A provider is unknown or has no key.</exception>
    public IReadOnlyList<ProviderDefinition> Providers(IReadOnlyList<string> names, MeasuringMode mode)
    {
        var providers = (names.Count > 0 ? names : [configuration.DefaultProvider])
            .Select(name => Find(configuration.Providers, name, "provider"))
            .ToArray();
        foreach (var provider in mode == MeasuringMode.Embedded ? providers : [])
        {
            if (ProviderKeys.Missing(provider, Environment.GetEnvironmentVariable) is { } missing)
            {
                throw new UsageException(missing.Message);
            }
        }

        return providers;
    }

    /// <summary>The workloads asked for, with the numbers asked for, and the hash of the input of each.</summary>
    /// <exception cref="UsageException">A workload is unknown.</exception>
    /// <exception cref="InputException">Input cannot be read.</exception>
    public async Task<IReadOnlyList<RunWorkload>> WorkloadsAsync(RunOptions options, CancellationToken cancellationToken)
    {
        var catalog = WorkloadCatalog.Create(configuration.Workloads.Values, configuration.Iterations);
        var workloads = new List<RunWorkload>();
        foreach (var name in options.Workloads.Count > 0 ? options.Workloads : [configuration.DefaultWorkload])
        {
            var known = Find(catalog, name, "workload");
            var workload = known with
            {
                Iterations = options.Iterations ?? known.Iterations,
                Concurrency = options.Concurrency ?? known.Concurrency,
            };
            var pool = await InputPool.LoadAsync(workload.Inputs, Directory.GetCurrentDirectory(), cancellationToken);
            workloads.Add(new RunWorkload(workload, pool.Hash));
        }

        return workloads;
    }

    /// <summary>The providers of a stored run, as they are configured now.</summary>
    /// <exception cref="UsageException">One is gone, has become another, or has no key.</exception>
    public IReadOnlyList<ProviderDefinition> SameProviders(RunSpec spec)
    {
        var providers = Providers([.. spec.Providers.Select(provider => provider.Name)], MeasuringMode.Embedded);
        foreach (var (then, now) in spec.Providers.Zip(providers))
        {
            if (then != new RunProvider(now.Name, ProviderKinds.NameOf(now.Kind), now.Model))
            {
                throw new UsageException(
                    $"provider '{now.Name}' is {ProviderKinds.NameOf(now.Kind)} with model {now.Model} now, and was {then.Kind} with {then.Model} when the run began; start a new run");
            }
        }

        return providers;
    }

    /// <summary>The input files must be those that the run began with.</summary>
    /// <exception cref="UsageException">They have changed.</exception>
    /// <exception cref="InputException">They cannot be read.</exception>
    public static async Task RequireSameInputAsync(RunSpec spec, CancellationToken cancellationToken)
    {
        foreach (var (workload, hash) in spec.Workloads)
        {
            var pool = await InputPool.LoadAsync(workload.Inputs, Directory.GetCurrentDirectory(), cancellationToken);
            if (pool.Hash != hash)
            {
                throw new UsageException($"the input files of workload '{workload.Name}' have changed since the run began; start a new run");
            }
        }
    }

    private static T Find<T>(IReadOnlyDictionary<string, T> known, string name, string what) =>
        known.TryGetValue(name, out var found)
            ? found
            : throw new UsageException($"there is no {what} '{name}': {Suggestion.Sentence(name, [.. known.Keys])}");
}
