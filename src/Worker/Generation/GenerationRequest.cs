using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Worker.Generation;

/// <summary>One iteration's task: generate personas from research data.</summary>
/// <param name="Research">Items of research data, in prompt order.</param>
/// <param name="Personas">How many personas to ask for.</param>
/// <param name="Parameters">Model parameters.</param>
/// <param name="Timeout">Deadline of the whole iteration, retries included.</param>
public sealed record GenerationRequest(IReadOnlyList<string> Research, int Personas, ModelParameters Parameters, TimeSpan Timeout)
{
    /// <summary>Called as each HTTP request begins, so that requests can be counted even if the call is cancelled and has no result.</summary>
    public Action? Tried { get; init; }
}
