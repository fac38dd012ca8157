using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Worker.Tests.Recording;

public sealed class GroupCommitTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public void Who_is_alone_commits_on_its_own_thread()
    {
        var thread = 0;
        var commits = new GroupCommit<int>(_ => thread = Environment.CurrentManagedThreadId);

        commits.CommitAsync(1).IsCompletedSuccessfully.ShouldBeTrue();

        thread.ShouldBe(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public async Task Those_who_come_while_one_is_at_it_share_the_next()
    {
        using var begun = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();
        var groups = new List<int[]>();
        var commits = new GroupCommit<int>(group =>
        {
            groups.Add([.. group]);
            begun.Set();
            leave.Wait(Deadline).ShouldBeTrue();
        });
        var first = Task.Run(() => commits.CommitAsync(1), TestContext.Current.CancellationToken);
        begun.Wait(Deadline, TestContext.Current.CancellationToken).ShouldBeTrue();

        var second = commits.CommitAsync(2);
        var third = commits.CommitAsync(3);
        (second.IsCompleted, third.IsCompleted).ShouldBe((false, false));
        leave.Set();

        await Task.WhenAll(first, second, third).WaitAsync(Deadline, TestContext.Current.CancellationToken);
        groups.ShouldBe([[1], [2, 3]]);
    }

    [Fact]
    public async Task A_fault_is_its_groups_alone_and_the_next_goes_on()
    {
        var commits = new GroupCommit<int>(group =>
        {
            if (group.Contains(1))
            {
                throw new IOException("full");
            }
        });

        (await Should.ThrowAsync<IOException>(() => commits.CommitAsync(1))).Message.ShouldBe("full");
        await commits.CommitAsync(2);
    }
}
