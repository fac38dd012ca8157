using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution;

/// <summary>Measures runs: in this process, in worker processes of this machine, or on workers elsewhere. Disposing stops what it started.</summary>
internal interface IRunSession : IAsyncDisposable
{
    IRunHistory History { get; }

    /// <summary>Stores a new run and starts it.</summary>
    /// <returns>Its id.</returns>
    Task<Guid> SubmitAsync(RunSpec spec, CancellationToken stop);

    /// <summary>Shows progress until the run has ended, or until the calls in flight have ended after <paramref name="stop"/>.</summary>
    /// <exception cref="Shell.Failures.ExecutionException">Nothing could be measured or recorded for too long.</exception>
    Task<RunReport> FollowAsync(Guid runId, CancellationToken stop);
}
