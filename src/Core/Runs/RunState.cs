namespace Persona.Bench.Core.Runs;

/// <summary>The life of a run. Stored and printed in snake_case.</summary>
public enum RunState
{
    Planned,
    Running,
    Completed,

    /// <summary>Stopped with open items; <c>resume</c> goes on.</summary>
    Incomplete,

    /// <summary>Every iteration of some workload and provider failed: nothing to report on.</summary>
    Failed,
    Cancelling,
    Cancelled,
}
