using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Worker.Generation;

/// <summary>One iteration's work: personas from research data.</summary>
/// <param name="Research">Items of research data, in the order in which they stand in the prompt.</param>
/// <param name="Personas">How many personas to ask for.</param>
/// <param name="Parameters">Parameters of the request.</param>
/// <param name="Timeout">Deadline of the whole iteration, retries included.</param>
public sealed record GenerationRequest(IReadOnlyList<string> Research, int Personas, ModelParameters Parameters, TimeSpan Timeout)
{
    /// <summary>Called as each HTTP request begins: also of a call that is cut off, and so has no result, somebody may want the count.</summary>
    public Action? Tried { get; init; }
}
