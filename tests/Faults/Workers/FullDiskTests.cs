using Persona.Bench.Faults.Bench;
using Persona.Bench.Faults.Servers;

namespace Persona.Bench.Faults.Workers;

/// <summary>
/// A disk that takes no more of the spool. In place of a full one, which only root can make, the kernel refuses the worker's writes
/// beyond a size (RLIMIT_FSIZE); to the worker both are a write that fails.
/// </summary>
[Collection(FaultTests.Name)]
public sealed class FullDiskTests(FaultBench bench)
{
    private static readonly TimeSpan HealthDeadline = TimeSpan.FromSeconds(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private WorkerSeat Victim => bench.Workers[0];

    [Fact]
    public async Task Stops_the_claiming_and_loses_nothing()
    {
        var trial = await bench.InTheMiddleAsync(Token);

        await LimitAsync("1");
        await Patience.UntilAsync(
            async () => (await Victim.HealthAsync(Token)).Contains("\"disk\":\"unhealthy\"", StringComparison.Ordinal),
            HealthDeadline,
            () => "the worker to say that its disk is full",
            Token);
        await LimitAsync("unlimited");

        await trial.HoldsAsync(Token);
    }

    [Fact]
    public async Task To_the_end_leaves_the_work_to_the_others()
    {
        var trial = await bench.InTheMiddleAsync(Token);

        await LimitAsync("1");

        var evidence = await trial.EndAsync(Token);
        await LimitAsync("unlimited");
        evidence.ShouldHold();
    }

    // Only the soft limit, so that it can be taken back.
    private async Task LimitAsync(string bytes) =>
        await Shell.RunAsync("prlimit", ["--pid", $"{Victim.Process.Id}", $"--fsize={bytes}:"], Token);
}
