namespace Persona.Bench.Worker.Recording;

/// <summary>Does at once what was asked for while the last was done: one wait for the disk is for all who wait, and holds one thread.</summary>
/// <param name="commit">Does it; what it throws, all of the group get.</param>
internal sealed class GroupCommit<T>(Action<IReadOnlyList<T>> commit)
{
    private readonly Lock _lock = new();
    private List<Waiting> _waiting = [];
    private bool _committing;

    /// <summary>On the caller's thread where nobody else is at it, else with the next group.</summary>
    public Task CommitAsync(T item)
    {
        var waiting = new Waiting(item, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            _waiting.Add(waiting);
            if (_committing)
            {
                return waiting.Done.Task;
            }

            _committing = true;
        }

        CommitGroup();
        return waiting.Done.Task;
    }

    private void CommitGroup()
    {
        List<Waiting> group;
        lock (_lock)
        {
            (group, _waiting) = (_waiting, []);
        }

        End(group, Commit(group));
        lock (_lock)
        {
            _committing = _waiting.Count > 0;
            if (!_committing)
            {
                return;
            }
        }

        // Whoever began it has its own to go on with.
        ThreadPool.UnsafeQueueUserWorkItem(static self => self.CommitGroup(), this, preferLocal: false);
    }

    private Exception? Commit(List<Waiting> group)
    {
        try
        {
            commit([.. group.Select(waiting => waiting.Item)]);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static void End(List<Waiting> group, Exception? fault)
    {
        foreach (var waiting in group)
        {
            if (fault is null)
            {
                waiting.Done.SetResult();
            }
            else
            {
                waiting.Done.SetException(fault);
            }
        }
    }

    private sealed record Waiting(T Item, TaskCompletionSource Done);
}
