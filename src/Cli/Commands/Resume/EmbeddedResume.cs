using Persona.Bench.Cli.Execution.Embedded;
using Persona.Bench.Cli.Execution.Planning;
using Persona.Bench.Cli.Execution.Results;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Commands.Resume;

/// <summary>Resumes a run in this process, with the same input and providers, if no other process is measuring it.</summary>
internal static class EmbeddedResume
{
    public static async Task<int> ExecuteAsync(
        StoredRun run, BenchConfiguration configuration, ResumeOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        await RunDefinition.RequireSameInputAsync(run.Spec, cancellationToken);
        var providers = new RunDefinition(configuration).SameProviders(run.Spec);
        var origin = await RunOrigin.ReadAsync(configuration, cancellationToken);
        var embedded = EmbeddedSettings.For(configuration, providers, origin.Machine, run.Spec, context.Verbose);
        await using var session = await EmbeddedSession.OpenAsync(embedded, options.Wait, context.Terminal, cancellationToken);
        await session.ResumeAsync(run.RunId, cancellationToken);
        var report = await session.FollowAsync(run.RunId, cancellationToken);
        return await RunEnding.ConcludeAsync(report, session.History, options.Format, context);
    }
}
