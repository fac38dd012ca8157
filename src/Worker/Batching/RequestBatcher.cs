namespace Persona.Bench.Worker.Batching;

/// <summary>
/// Batches the requests that arrive while the previous batch is in flight. To a database many small queries, and to a disk many
/// small flushes, cost little more than one.
/// </summary>
/// <param name="ask">Answers each request of a batch, in order; an exception goes to all of them.</param>
internal sealed class RequestBatcher<TRequest, TAnswer>(Func<IReadOnlyList<TRequest>, Task<IReadOnlyList<TAnswer>>> ask)
{
    private readonly Lock _lock = new();
    private List<Waiting> _waiting = [];
    private bool _asking;

    /// <summary>Starts on the caller's thread when no batch is in flight.</summary>
    public Task<TAnswer> AskAsync(TRequest request)
    {
        var waiting = new Waiting(request, new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_lock)
        {
            _waiting.Add(waiting);
            if (_asking)
            {
                return waiting.Answer.Task;
            }

            _asking = true;
        }

        _ = AskAllAsync();
        return waiting.Answer.Task;
    }

    private async Task AskAllAsync()
    {
        for (var batch = Next(); batch.Count > 0; batch = Next())
        {
            await AskAsync(batch);
            if (HasMore)
            {
                // The caller that started this batch has its own work to continue.
                await Task.Yield();
            }
        }
    }

    private async Task AskAsync(List<Waiting> batch)
    {
        try
        {
            var answers = await ask([.. batch.Select(waiting => waiting.Request)]);
            foreach (var (waiting, answer) in batch.Zip(answers))
            {
                waiting.Answer.SetResult(answer);
            }
        }
        catch (Exception exception)
        {
            batch.ForEach(waiting => waiting.Answer.TrySetException(exception));
        }
    }

    private bool HasMore
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count > 0;
            }
        }
    }

    private List<Waiting> Next()
    {
        lock (_lock)
        {
            (var batch, _waiting) = (_waiting, []);
            _asking = batch.Count > 0;
            return batch;
        }
    }

    private sealed record Waiting(TRequest Request, TaskCompletionSource<TAnswer> Answer);
}
