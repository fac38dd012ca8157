using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Progress;

/// <summary>Tells once for which provider a run waits, and when it no longer does.</summary>
/// <param name="mostAtOnce">What a provider takes, where that is known.</param>
/// <param name="say">Tells a person.</param>
/// <param name="time">The clock.</param>
internal sealed class CapacityWatch(Func<string, int?> mostAtOnce, Action<string> say, TimeProvider time)
{
    // Between two calls of one's own another run may be quicker.
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

    /// <summary>The run has calls under way, or has ended.</summary>
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

    // Who holds the places is news when it is another run: the workers of one take turns.
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
            say($"no longer waiting for a place at {provider}");
        }
    }
}
