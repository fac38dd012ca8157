using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Remote;

/// <summary>Reports once each worker that serves a provider of the run but cannot measure it. Without any other, that is a <see cref="Shortage"/>.</summary>
internal sealed class RefusalWatch(Action<string> say)
{
    private readonly HashSet<(string WorkerId, string Reason)> _said = [];

    public void Examine(RunActivity activity)
    {
        foreach (var refusal in activity.Refusals)
        {
            if (activity.Serving(refusal.Workload, refusal.Provider).Any() && _said.Add((refusal.WorkerId, refusal.Reason)))
            {
                say($"{refusal.WorkerId} cannot take part: {refusal.Reason}");
            }
        }
    }
}
