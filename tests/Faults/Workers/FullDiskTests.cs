using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Servers;

namespace Persona.Bench.Faults.Workers;

/// <summary>The spool's disk is full: the worker keeps what it has and claims nothing new.</summary>
[Collection(FaultTests.Name)]
public sealed class FullDiskTests(FaultBench bench) : IAsyncDisposable
{
    private static readonly TimeSpan HealthDeadline = TimeSpan.FromSeconds(120);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private WorkerSeat Victim => bench.Workers[0];

    [Fact]
    public async Task Stops_the_claiming_until_there_is_room_again()
    {
        await UseSmallDiskAsync();
        var trial = await bench.InTheMiddleAsync(Token);

        SmallDisk.Fill(Victim);
        await UnhealthyAsync();
        SmallDisk.Empty(Victim);

        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task To_the_end_leaves_the_work_to_the_others()
    {
        await UseSmallDiskAsync();
        var trial = await bench.InTheMiddleAsync(Token);

        SmallDisk.Fill(Victim);
        await UnhealthyAsync();

        await trial.EndsAsync(Token);
        SmallDisk.Empty(Victim);
        await trial.HoldsAsync(Token);
    }

    /// <summary>The next test gets a worker with an ordinary disk.</summary>
    public ValueTask DisposeAsync()
    {
        if (PrivateServers.Missing is null && Victim.OnSmallDisk)
        {
            Victim.OnSmallDisk = false;
            Victim.Kill();
        }

        return ValueTask.CompletedTask;
    }

    private async Task UseSmallDiskAsync()
    {
        bench.RequireServers();
        Assert.SkipUnless(await SmallDisk.IsPossibleAsync(Token), "a small disk needs user namespaces (unshare -rm)");
        await bench.MendAsync(Token);
        Victim.Kill();
        Victim.OnSmallDisk = true;
    }

    private Task UnhealthyAsync() => Patience.UntilAsync(
        async () => (await Victim.HealthAsync(Token)).Contains("\"disk\":\"unhealthy\"", StringComparison.Ordinal),
        HealthDeadline,
        () => $"the worker to report a full disk; output: {Victim.Process.Tail()}",
        Token);
}
