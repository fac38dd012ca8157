using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Servers;

namespace Persona.Bench.Faults.Workers;

/// <summary>A disk that takes nothing more of the spool: the worker keeps what it has, and takes nothing new.</summary>
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

    /// <summary>The next one gets a worker with an ordinary disk.</summary>
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
        Assert.SkipUnless(await SmallDisk.IsPossibleAsync(Token), "a small disk needs user name spaces (unshare -rm)");
        await bench.MendAsync(Token);
        Victim.Kill();
        Victim.OnSmallDisk = true;
    }

    private Task UnhealthyAsync() => Patience.UntilAsync(
        async () => (await Victim.HealthAsync(Token)).Contains("\"disk\":\"unhealthy\"", StringComparison.Ordinal),
        HealthDeadline,
        () => $"the worker to say that its disk is full; it said: {Victim.Process.Tail()}",
        Token);
}
