using Persona.Bench.Worker.Batching;

namespace Persona.Bench.Worker.Tests.Batching;

public sealed class RequestBatcherTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Those_who_come_while_it_is_asked_share_the_next_and_get_each_their_own_answer()
    {
        var leave = new TaskCompletionSource();
        var groups = new List<int[]>();
        var shared = new RequestBatcher<int, string>(async group =>
        {
            groups.Add([.. group]);
            await leave.Task;
            return [.. group.Select(question => $"{question}!")];
        });

        var answers = new[] { 1, 2, 3 }.Select(shared.AskAsync).ToArray();
        answers.ShouldAllBe(answer => !answer.IsCompleted);
        leave.SetResult();

        (await Task.WhenAll(answers).WaitAsync(Deadline, Token)).ShouldBe(["1!", "2!", "3!"]);
        groups.ShouldBe([[1], [2, 3]]);
    }

    [Fact]
    public async Task A_fault_is_its_groups_alone_and_the_next_goes_on()
    {
        var shared = new RequestBatcher<int, int>(group => group[0] == 1 ? throw new IOException("away") : Task.FromResult(group));

        (await Should.ThrowAsync<IOException>(() => shared.AskAsync(1))).Message.ShouldBe("away");

        (await shared.AskAsync(2).WaitAsync(Deadline, Token)).ShouldBe(2);
    }
}
