using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Core.Baselines;

/// <summary>
/// The keys of <see cref="Baseline.Workloads"/>: <c>standard</c>, or <c>standard@anthropic</c> where a run covers several providers.
/// </summary>
public static class BaselineKey
{
    public static string Create(string workload, string? provider) => provider is null ? workload : $"{workload}@{provider}";

    /// <summary>The workload and, if the key names one, the provider. The first <c>@</c> separates them.</summary>
    public static (string Workload, string? Provider) Parse(string key)
    {
        var at = key.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? (key, null) : (key[..at], key[(at + 1)..]);
    }

    public static bool IsSafe(string key)
    {
        var (workload, provider) = Parse(key);
        return SafeName.IsSafe(workload) && (provider is null || SafeName.IsSafe(provider));
    }
}
