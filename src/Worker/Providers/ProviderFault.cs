using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Worker.Providers;

/// <summary>What a provider did wrong.</summary>
/// <param name="Kind">How the measurement is counted.</param>
/// <param name="Detail">One line for a person; not yet redacted.</param>
internal sealed record ProviderFault(ErrorKind Kind, string Detail);

/// <summary>Carries a fault out of a client's read or send; never leaves the generator.</summary>
internal sealed class ProviderFaultException(ProviderFault fault, Exception? inner = null) : Exception(fault.Detail, inner)
{
    public ProviderFault Fault { get; } = fault;
}
