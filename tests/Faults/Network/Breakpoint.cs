namespace Persona.Bench.Faults.Network;

/// <summary>A word on the wire at which a connection stands still, once.</summary>
/// <param name="direction">Where the word is said.</param>
/// <param name="word">A part of what is said.</param>
/// <param name="holds">Which direction then stands still; where it is the word's own, the word itself is held.</param>
/// <param name="after">What must have been said on the connection before; null: nothing.</param>
internal sealed class Breakpoint(Direction direction, string word, Direction holds, string? after)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);
    private readonly Lock _lock = new();
    private readonly HashSet<Link> _saidBefore = [];
    private readonly TaskCompletionSource<Link> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isOver;

    /// <summary>The connection that stands still now.</summary>
    public Task<Link> ReachedAsync(CancellationToken cancellationToken) => ReachedWithinAsync(Deadline, cancellationToken);

    /// <exception cref="TimeoutException">The word was not said in time.</exception>
    public async Task<Link> ReachedWithinAsync(TimeSpan deadline, CancellationToken cancellationToken)
    {
        try
        {
            return await _reached.Task.WaitAsync(deadline, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"waited {deadline.TotalSeconds} s for '{word}' on the wire {direction}", exception);
        }
    }

    /// <summary>Holds nothing from now on.</summary>
    internal void Forget()
    {
        lock (_lock)
        {
            _isOver = true;
        }
    }

    /// <summary>The connection stands still before anybody hears of it: who releases it at once releases it for good.</summary>
    /// <returns>True at the first time.</returns>
    internal bool IsReached(Link link, Direction where, IReadOnlyList<string> heard)
    {
        if (where != direction)
        {
            return false;
        }

        lock (_lock)
        {
            foreach (var said in heard)
            {
                if (said.Contains(word, StringComparison.Ordinal) && (after is null || _saidBefore.Contains(link)) && !_isOver)
                {
                    _isOver = true;
                    link.Hold(holds);
                    _reached.SetResult(link);
                    return true;
                }

                if (after is not null && said.Contains(after, StringComparison.Ordinal))
                {
                    _saidBefore.Add(link);
                }
            }

            return false;
        }
    }
}
