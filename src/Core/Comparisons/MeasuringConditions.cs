using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Providers;

namespace Persona.Bench.Core.Comparisons;

/// <summary>How one side measured a workload. Values are null where its file does not say.</summary>
/// <param name="Kind">Kind of provider, such as <c>anthropic</c> or <c>emulated</c>.</param>
/// <param name="Model">The model requested.</param>
/// <param name="Concurrency">Iterations in flight on each worker.</param>
/// <param name="Workers">Number of workers that measured.</param>
public sealed record MeasuringConditions(string? Kind, string? Model, int? Concurrency, int? Workers)
{
    private static readonly string Emulated = ProviderKindInfo.For(ProviderKind.Emulated).Name;

    /// <summary>Latencies are invented, not a real model's.</summary>
    public bool IsEmulated => string.Equals(Kind, Emulated, StringComparison.OrdinalIgnoreCase);

    /// <summary>Older files name only the provider, not its kind; a provider named <c>emulated</c> is emulated.</summary>
    internal static MeasuringConditions From(BaselineWorkload workload, string? provider) => new(
        workload.ProviderKind ?? (provider == Emulated ? Emulated : null), workload.Model, workload.Concurrency, workload.Workers);
}
