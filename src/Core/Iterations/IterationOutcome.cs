namespace Persona.Bench.Core.Iterations;

/// <summary>How one iteration ended. A failed iteration is a measurement too.</summary>
public enum IterationOutcome
{
    /// <summary>The answer was parsed and contains the requested personas.</summary>
    Succeeded,

    /// <summary>The provider or its answer failed; <see cref="ErrorKind"/> says why. Its latency is meaningless.</summary>
    Failed,

    /// <summary>The deadline passed: the latency is a lower bound (a censored value), not a measurement.</summary>
    TimedOut,
}
