using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Providers;

namespace Persona.Bench.Core.Comparisons;

/// <summary>How one side measured a workload. Null where its file does not say.</summary>
/// <param name="Kind">How the provider is spoken to, <c>anthropic</c>, <c>emulated</c>.</param>
/// <param name="Model">As asked for.</param>
/// <param name="Concurrency">Iterations in flight at once on each worker.</param>
/// <param name="Workers">How many measured.</param>
public sealed record MeasuringConditions(string? Kind, string? Model, int? Concurrency, int? Workers)
{
    private static readonly string Emulated = ProviderKinds.NameOf(ProviderKind.Emulated);

    /// <summary>Latencies are invented, not a real model's.</summary>
    public bool IsEmulated => string.Equals(Kind, Emulated, StringComparison.OrdinalIgnoreCase);

    /// <summary>Files from before the kind was written name the provider only, which is emulated where it is called so.</summary>
    internal static MeasuringConditions From(BaselineWorkload workload, string? provider) => new(
        workload.ProviderKind ?? (provider == Emulated ? Emulated : null), workload.Model, workload.Concurrency, workload.Workers);
}
