using Persona.Bench.Worker.Batching;

namespace Persona.Bench.Worker.Tests.Batching;

/// <summary>A batch whose work blocks its thread, as the spool's does.</summary>
public sealed class SynchronousBatchTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public void A_single_request_runs_on_its_callers_thread()
    {
        var thread = 0;
        var commits = BatcherOf(_ => thread = Environment.CurrentManagedThreadId);

        commits.AskAsync(1).IsCompletedSuccessfully.ShouldBeTrue();

        thread.ShouldBe(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public async Task Requests_that_come_during_a_batch_share_the_next()
    {
        using var begun = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var groups = new List<int[]>();
        var commits = BatcherOf(group =>
        {
            groups.Add([.. group]);
            begun.Set();
            leave.Wait(Deadline).ShouldBeTrue();
        });
        var first = Task.Run(() => commits.AskAsync(1), TestContext.Current.CancellationToken);
        begun.Wait(Deadline, TestContext.Current.CancellationToken).ShouldBeTrue();

        var second = commits.AskAsync(2);
        var third = commits.AskAsync(3);
        (second.IsCompleted, third.IsCompleted).ShouldBe((false, false));
        leave.Set();

        await Task.WhenAll(first, second, third).WaitAsync(Deadline, TestContext.Current.CancellationToken);
        groups.ShouldBe([[1], [2, 3]]);
    }

    [Fact]
    public async Task An_exception_fails_its_batch_alone()
    {
        var commits = BatcherOf(group =>
        {
            if (group.Contains(1))
            {
                throw new IOException("full");
            }
        });

        (await Should.ThrowAsync<IOException>(() => commits.AskAsync(1))).Message.ShouldBe("full");
        await commits.AskAsync(2);
    }

    private static RequestBatcher<int, bool> BatcherOf(Action<IReadOnlyList<int>> work) => new(batch =>
    {
        work(batch);
        return Task.FromResult<IReadOnlyList<bool>>(new bool[batch.Count]);
    });
}
