using Persona.Bench.Cli.Execution.Progress;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Cli.Shell.Terminals;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Cli.Execution.Embedded;

/// <summary>Measures in this process.</summary>
internal sealed class EmbeddedSession : IRunSession
{
    private readonly DisposableStack _parts = new();
    private readonly EmbeddedBench _bench;
    private readonly EmbeddedOptions _options;
    private readonly ProgressView _view;
    private readonly TimeSpan _wait;

    private EmbeddedSession(EmbeddedBench bench, EmbeddedOptions options, TimeSpan wait, Terminal terminal)
    {
        (_options, _wait) = (options, wait);
        _bench = _parts.Push(bench);
        _view = _parts.PushSync(new ProgressView(terminal));
    }

    public IRunHistory History => _bench.History;

    /// <param name="options">What is measured, and where it is stored.</param>
    /// <param name="wait">How long the disk may reject results.</param>
    /// <param name="terminal">Shows progress.</param>
    /// <param name="stop">Cancels the start.</param>
    public static async Task<EmbeddedSession> OpenAsync(EmbeddedOptions options, TimeSpan wait, Terminal terminal, CancellationToken stop)
    {
        var session = new EmbeddedSession(await EmbeddedBench.StartAsync(options, stop), options, wait, terminal);
        session._bench.Notices.ToList().ForEach(session._view.Say);
        return session;
    }

    public async Task<Guid> SubmitAsync(RunSpec spec, CancellationToken stop)
    {
        var runId = Guid.CreateVersion7();
        await _bench.Submission.SubmitAsync(runId, spec, stop);
        return runId;
    }

    /// <summary>Resumes a stored run. Iterations that dead processes had leased are measured again.</summary>
    /// <exception cref="ExecutionException">Another process is measuring it.</exception>
    public async Task ResumeAsync(Guid runId, CancellationToken stop)
    {
        foreach (var owner in await _bench.Queue.LeaseOwnersAsync(runId, stop))
        {
            if (SpoolFolder.IsAlive(_options.SpoolFolder, owner))
            {
                throw new ExecutionException($"run {runId} is being measured by {owner}; wait for it, or stop it with Ctrl-C");
            }

            await _bench.Queue.ReleaseLostAsync(runId, owner, stop);
        }

        await _bench.Submission.DriveAsync(runId, stop);
    }

    public Task<RunReport> FollowAsync(Guid runId, CancellationToken stop) => new EmbeddedFollower(_bench, _view, _wait).FollowAsync(runId, stop);

    public ValueTask DisposeAsync() => _parts.DisposeAsync();
}
