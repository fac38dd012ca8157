using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Embedded;
using Persona.Bench.Cli.Progress;
using Persona.Bench.Cli.Settings;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Run;

/// <summary>Makes a run of what was asked for, executes it embedded, and follows it.</summary>
internal static class Benchmark
{
    /// <param name="options">What was asked for.</param>
    /// <param name="capture">Given the version of Persona: the baseline to write; null for a plain run.</param>
    /// <param name="context">The command's terminal.</param>
    /// <param name="stop">Asks for a clean stop.</param>
    public static async Task<int> ExecuteAsync(
        RunOptions options, Func<BenchConfiguration, string, CaptureRequest?> capture, CommandContext context, CancellationToken stop)
    {
        JitProfile.Start("measure");
        var configuration = BenchSettings.LoadEnabled(options.Sources);
        var origin = RunOrigin.ReadAsync(configuration, stop);
        var definition = new RunDefinition(configuration);
        var providers = definition.Providers(options.Providers);
        var workloads = await definition.WorkloadsAsync(options, stop);
        var (machine, version, versionIsOurs, git) = await origin;
        if (versionIsOurs)
        {
            await context.Terminal.Error.WriteLineAsync($"no Persona found: the version is Persona.Bench's own, {version} (PERSONA_VERSION)");
        }

        var spec = new RunSpec
        {
            Name = options.Name,
            Workloads = workloads,
            Providers = [.. providers.Select(provider => new RunProvider(provider.Name, ProviderKinds.NameOf(provider.Kind), provider.Model))],
            Seed = options.Seed ?? Random.Shared.Next(),
            PersonaVersion = version,
            GitCommit = git?.Commit,
            GitDirty = git?.Dirty,
            KeepText = options.KeepText,
            Capture = capture(configuration, version),
        };
        var embedded = EmbeddedSettings.For(configuration, providers, machine, spec, context.Verbose);
        return await ExecuteAsync(Guid.CreateVersion7(), spec, embedded, options.Format, context, stop);
    }

    private static async Task<int> ExecuteAsync(
        Guid runId, RunSpec spec, EmbeddedOptions embedded, OutputFormat format, CommandContext context, CancellationToken stop)
    {
        await using var bench = await EmbeddedBench.StartAsync(embedded, stop);
        using var view = new ProgressView(context.Terminal);
        await bench.Submission.SubmitAsync(runId, spec, stop);
        var report = await new RunSession(bench, view).FollowAsync(runId, stop);
        return await RunEnding.ConcludeAsync(report, bench.History, format, context);
    }
}
