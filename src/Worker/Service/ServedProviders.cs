using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Providers;
using Persona.Bench.Worker.Providers;

namespace Persona.Bench.Worker.Service;

/// <summary>The providers that a worker serves, and why it does not serve the others.</summary>
/// <param name="Providers">By name.</param>
/// <param name="LeftOut">One line for each configured provider that cannot be called from here.</param>
internal sealed record ServedProviders(IReadOnlyDictionary<string, ProviderDefinition> Providers, IReadOnlyList<string> LeftOut)
{
    /// <exception cref="ConfigurationException">A provider named in the configuration cannot be called, or none can.</exception>
    public static ServedProviders From(BenchConfiguration configuration, Func<string, string?> environment)
    {
        var wanted = configuration.Worker.Providers;
        var served = new Dictionary<string, ProviderDefinition>();
        var leftOut = new List<string>();
        foreach (var provider in configuration.Providers.Values.Where(provider => wanted?.Contains(provider.Name) ?? true))
        {
            if ((ProviderEndpoint.Problem(provider) ?? ProviderKeys.Missing(provider, environment)?.Message) is not { } problem)
            {
                served.Add(provider.Name, provider);
            }
            else if (wanted is not null)
            {
                throw new ConfigurationException(problem);
            }
            else
            {
                leftOut.Add(problem);
            }
        }

        return served.Count > 0
            ? new ServedProviders(served, leftOut)
            : throw new ConfigurationException($"no provider can be called from here: {string.Join("; ", leftOut)}");
    }
}
