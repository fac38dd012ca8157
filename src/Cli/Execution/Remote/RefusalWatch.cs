using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Remote;

/// <summary>Tells once of each worker that takes no part although it serves a provider of the run; when there is no other, that is a <see cref="Shortage"/>.</summary>
internal sealed class RefusalWatch(Action<string> say)
{
    private readonly HashSet<(string WorkerId, string Reason)> _said = [];

    public void Examine(RunActivity activity)
    {
        foreach (var refusal in activity.Refusals)
        {
            if (activity.Serving(refusal.Workload, refusal.Provider).Any() && _said.Add((refusal.WorkerId, refusal.Reason)))
            {
                say($"{refusal.WorkerId} takes no part: {refusal.Reason}");
            }
        }
    }
}
