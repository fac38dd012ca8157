using Persona.Bench.Cli.Execution.Progress;

namespace Persona.Bench.Cli.Execution.Processes;

/// <summary>The worker processes of this command. They end with it, however it ends, because their standard input closes.</summary>
internal sealed class LocalWorkers : IAsyncDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(15);
    private readonly List<LocalWorker> _workers = [];

    private LocalWorkers()
    {
    }

    /// <param name="count">How many to start.</param>
    /// <param name="launch">Program, arguments and environment of each.</param>
    /// <param name="view">Shows which of them end early.</param>
    public static LocalWorkers Start(int count, WorkerLaunch launch, ProgressView view)
    {
        var workers = new LocalWorkers();
        for (var number = 1; number <= count; number++)
        {
            workers._workers.Add(LocalWorker.Start(number, launch, view));
        }

        return workers;
    }

    /// <summary>Completes when the first worker accepts work; immediately if there are none.</summary>
    public Task ReadyAsync(CancellationToken cancellationToken) =>
        _workers.Count == 0 ? Task.CompletedTask : Task.WhenAny(_workers.Select(worker => worker.Ready)).WaitAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            worker.Close();
        }

        using var timeout = new CancellationTokenSource(StopTimeout);
        foreach (var worker in _workers)
        {
            await worker.EndAsync(timeout.Token);
        }
    }
}
