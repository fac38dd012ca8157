using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Worker.Providers;

/// <summary>A failure of a provider.</summary>
/// <param name="Kind">How the measurement is counted.</param>
/// <param name="Detail">One line for the user; not yet redacted.</param>
internal sealed record ProviderFault(ErrorKind Kind, string Detail);

/// <summary>Ends the reading of an answer with a fault; never leaves the generator.</summary>
internal sealed class ProviderFaultException(ProviderFault fault, Exception? inner = null) : Exception(fault.Detail, inner)
{
    public ProviderFault Fault { get; } = fault;
}
