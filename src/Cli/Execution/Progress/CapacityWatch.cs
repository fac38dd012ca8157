using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Progress;

/// <summary>Reports once which provider a run waits for, and when it no longer does.</summary>
/// <param name="mostAtOnce">Concurrent calls that a provider allows, if known.</param>
/// <param name="say">Shows a line to the user.</param>
/// <param name="time">The clock.</param>
internal sealed class CapacityWatch(Func<string, int?> mostAtOnce, Action<string> say, TimeProvider time)
{
    // Between two calls of this run another run may be quicker.
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, long> _since = [];
    private readonly Dictionary<string, string> _said = [];

    public void Examine(RunActivity activity)
    {
        var waits = CapacityWait.From(activity, mostAtOnce);
        foreach (var provider in _since.Keys.Except(waits.Select(wait => wait.Provider)).ToArray())
        {
            End(provider);
        }

        foreach (var wait in waits.Where(wait => IsLong(wait.Provider)))
        {
            Say(wait);
        }
    }

    /// <summary>The run has calls in flight, or has ended.</summary>
    public void ExamineBusy()
    {
        foreach (var provider in _since.Keys.ToArray())
        {
            End(provider);
        }
    }

    private bool IsLong(string provider)
    {
        _since.TryAdd(provider, time.GetTimestamp());
        return time.GetElapsedTime(_since[provider]) >= Long;
    }

    // Holders are reported again only when the runs change: the workers of one run take turns.
    private void Say(CapacityWait wait)
    {
        var holders = string.Join(' ', wait.Calls.Select(held => held.RunId).Distinct().Order());
        if (_said.GetValueOrDefault(wait.Provider) != holders)
        {
            _said[wait.Provider] = holders;
            say(wait.Sentence);
        }
    }

    private void End(string provider)
    {
        _since.Remove(provider);
        if (_said.Remove(provider))
        {
            say($"no longer waiting for capacity at {provider}");
        }
    }
}
