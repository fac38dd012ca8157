using Persona.Bench.Cli.Execution.Settings;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;
using Persona.Bench.Core.Workloads;
using Persona.Bench.Worker.Inputs;
using Persona.Bench.Worker.Providers;

namespace Persona.Bench.Cli.Execution.Planning;

/// <summary>Derives what a run consists of from options and configuration. Everything invalid is rejected here.</summary>
internal sealed class RunDefinition(BenchConfiguration configuration)
{
    /// <summary>The requested providers, each with a usable key if this process calls it.</summary>
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

    /// <summary>The requested workloads with the requested counts, each with the hash of its input.</summary>
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
    /// <exception cref="UsageException">A provider is no longer configured, has changed, or has no key.</exception>
    public IReadOnlyList<ProviderDefinition> SameProviders(RunSpec spec)
    {
        var providers = Providers([.. spec.Providers.Select(provider => provider.Name)], MeasuringMode.Embedded);
        foreach (var (then, now) in spec.Providers.Zip(providers))
        {
            if (then with { Request = null } != RunProvider.From(now) with { Request = null })
            {
                throw new UsageException(
                    $"provider '{now.Name}' is now {ProviderKindInfo.For(now.Kind).Name} with model {now.Model}, "
                    + $"but was {then.Kind} with {then.Model} when the run started; start a new run");
            }

            if (then != RunProvider.From(now))
            {
                throw new UsageException(
                    $"provider '{now.Name}' is asked in another way than when the run started (max_tokens_field, temperature, "
                    + "reasoning_effort, extra_body or stream); start a new run");
            }
        }

        return providers;
    }

    /// <summary>Requires the input files that the run started with.</summary>
    /// <exception cref="UsageException">They have changed.</exception>
    /// <exception cref="InputException">They cannot be read.</exception>
    public static async Task RequireSameInputAsync(RunSpec spec, CancellationToken cancellationToken)
    {
        foreach (var (workload, hash) in spec.Workloads)
        {
            var pool = await InputPool.LoadAsync(workload.Inputs, Directory.GetCurrentDirectory(), cancellationToken);
            if (pool.Hash != hash)
            {
                throw new UsageException($"the input files of workload '{workload.Name}' have changed since the run started; start a new run");
            }
        }
    }

    private static T Find<T>(IReadOnlyDictionary<string, T> known, string name, string what) =>
        known.TryGetValue(name, out var found)
            ? found
            : throw new UsageException($"there is no {what} '{name}': {Suggestion.Sentence(name, [.. known.Keys])}");
}
