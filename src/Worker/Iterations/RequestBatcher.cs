namespace Persona.Bench.Worker.Iterations;

/// <summary>Asks at once for all who came while the last was asked: many small questions to a database cost it little more than one.</summary>
/// <param name="ask">Answers each of a group, in order; what it throws, all of the group get.</param>
internal sealed class RequestBatcher<TQuestion, TAnswer>(Func<IReadOnlyList<TQuestion>, Task<IReadOnlyList<TAnswer>>> ask)
{
    private readonly Lock _lock = new();
    private List<Waiting> _waiting = [];
    private bool _asking;

    public Task<TAnswer> AskAsync(TQuestion question)
    {
        var waiting = new Waiting(question, new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously));
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
        while (Next() is { Count: > 0 } group)
        {
            try
            {
                var answers = await ask([.. group.Select(waiting => waiting.Question)]);
                foreach (var (waiting, answer) in group.Zip(answers))
                {
                    waiting.Answer.SetResult(answer);
                }
            }
            catch (Exception exception)
            {
                group.ForEach(waiting => waiting.Answer.TrySetException(exception));
            }
        }
    }

    private List<Waiting> Next()
    {
        lock (_lock)
        {
            (var group, _waiting) = (_waiting, []);
            _asking = group.Count > 0;
            return group;
        }
    }

    private sealed record Waiting(TQuestion Question, TaskCompletionSource<TAnswer> Answer);
}
