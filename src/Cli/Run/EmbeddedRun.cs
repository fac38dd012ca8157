using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Embedded;
using Persona.Bench.Cli.Progress;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Run;

/// <summary>A run that this process measures itself.</summary>
internal static class EmbeddedRun
{
    public static async Task<T> ExecuteAsync<T>(
        RunSpec spec, EmbeddedOptions options, TimeSpan wait, Func<RunReport, IRunHistory, Task<T>> conclude, CommandContext context, CancellationToken stop)
    {
        await using var bench = await EmbeddedBench.StartAsync(options, stop);
        using var view = new ProgressView(context.Terminal);
        bench.Notices.ToList().ForEach(view.Say);
        var runId = Guid.CreateVersion7();
        await bench.Submission.SubmitAsync(runId, spec, stop);
        return await conclude(await new RunSession(bench, view, wait).FollowAsync(runId, stop), bench.History);
    }
}
