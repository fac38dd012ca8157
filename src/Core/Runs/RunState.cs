namespace Persona.Bench.Core.Runs;

/// <summary>The state of a run. Stored and printed in snake_case.</summary>
public enum RunState
{
    Planned,
    Running,
    Completed,

    /// <summary>Stopped with open items; <c>resume</c> continues it.</summary>
    Incomplete,

    /// <summary>Every iteration of some workload and provider failed, so there is nothing to report.</summary>
    Failed,
    Cancelling,
    Cancelled,
}
