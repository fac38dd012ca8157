using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Execution.Stores;

internal static class RunStates
{
    /// <summary>Nothing works on the run any more. An incomplete one waits for <c>resume</c>.</summary>
    public static bool HasEnded(this RunState state) => state is not (RunState.Planned or RunState.Running or RunState.Cancelling);
}
