namespace Persona.Bench.Faults.Network;

/// <summary>Stops one connection, once, when a given text crosses the wire.</summary>
/// <param name="direction">The direction in which the text is sent.</param>
/// <param name="word">Part of the text.</param>
/// <param name="holds">The direction to hold. If it is the text's own direction, the text itself is held too.</param>
/// <param name="after">A text that the connection must have carried before, or null.</param>
/// <param name="skip">How often the text passes first, on any connection.</param>
internal sealed class Breakpoint(Direction direction, string word, Direction holds, string? after, int skip)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(120);
    private readonly Lock _lock = new();
    private readonly HashSet<Link> _saidBefore = [];
    private readonly TaskCompletionSource<Link> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _skip = skip;
    private bool _isOver;

    /// <summary>Waits for the breakpoint and returns the stopped connection.</summary>
    public Task<Link> ReachedAsync(CancellationToken cancellationToken) => ReachedWithinAsync(Deadline, cancellationToken);

    /// <exception cref="TimeoutException">The text did not appear in time.</exception>
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

    /// <summary>Disables the breakpoint.</summary>
    internal void Forget()
    {
        lock (_lock)
        {
            _isOver = true;
        }
    }

    /// <summary>Stops the connection before waiters are woken, so that an immediate release is not undone.</summary>
    /// <returns>True the first time.</returns>
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
                if (said.Contains(word, StringComparison.Ordinal) && (after is null || _saidBefore.Contains(link)) && !_isOver && _skip-- == 0)
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
