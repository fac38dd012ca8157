using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution;

/// <summary>Measures runs: in this process, in worker processes on this machine, or on remote workers. Disposing stops what it started.</summary>
internal interface IRunSession : IAsyncDisposable
{
    IRunHistory History { get; }

    /// <summary>Stores a new run and starts it.</summary>
    /// <returns>The run's id.</returns>
    Task<Guid> SubmitAsync(RunSpec spec, CancellationToken stop);

    /// <summary>Shows progress until the run has ended or, after <paramref name="stop"/>, until the calls in flight have ended.</summary>
    /// <exception cref="Shell.Failures.ExecutionException">Nothing could be measured or recorded for too long.</exception>
    Task<RunReport> FollowAsync(Guid runId, CancellationToken stop);
}
