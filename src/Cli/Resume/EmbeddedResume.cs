using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Embedded;
using Persona.Bench.Cli.Failures;
using Persona.Bench.Cli.Progress;
using Persona.Bench.Cli.Run;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Worker.Recording;

namespace Persona.Bench.Cli.Resume;

/// <summary>Goes on with a run in this process, on the same input and providers, when no other process is at it.</summary>
internal static class EmbeddedResume
{
    public static async Task<int> ExecuteAsync(
        StoredRun run, BenchConfiguration configuration, ResumeOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        await RunDefinition.RequireSameInputAsync(run.Spec, cancellationToken);
        var providers = new RunDefinition(configuration).SameProviders(run.Spec);
        var origin = await RunOrigin.ReadAsync(configuration, cancellationToken);
        var embedded = EmbeddedSettings.For(configuration, providers, origin.Machine, run.Spec, context.Verbose);
        await using var bench = await EmbeddedBench.StartAsync(embedded, cancellationToken);
        using var view = new ProgressView(context.Terminal);
        bench.Notices.ToList().ForEach(view.Say);
        foreach (var owner in await bench.Queue.LeaseOwnersAsync(run.RunId, cancellationToken))
        {
            if (SpoolFolder.IsAlive(embedded.SpoolFolder, owner))
            {
                throw new ExecutionException($"run {run.RunId} is being worked on by {owner}; wait for it, or stop it with Ctrl-C");
            }

            await bench.Queue.ReleaseLostAsync(run.RunId, owner, cancellationToken);
        }

        await bench.Submission.DriveAsync(run.RunId, cancellationToken);
        var report = await new RunSession(bench, view, options.Wait).FollowAsync(run.RunId, cancellationToken);
        return await RunEnding.ConcludeAsync(report, bench.History, options.Format, context);
    }
}
