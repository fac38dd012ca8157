using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Worker.Providers;

/// <summary>A prompt and how to send it.</summary>
/// <param name="Model">The provider's name of the model.</param>
/// <param name="Prompt">The text of one user message.</param>
/// <param name="Parameters">Of the workload.</param>
/// <param name="Settings">Of the provider.</param>
internal sealed record WireRequest(string Model, string Prompt, ModelParameters Parameters, RequestSettings Settings)
{
    /// <summary>Null if the provider is not to be told a temperature.</summary>
    public double? Temperature => Settings.SendsTemperature ? Parameters.Temperature : null;
}
