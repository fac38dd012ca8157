using Persona.Bench.Cli.Execution.Embedded;
using Persona.Bench.Cli.Execution.Planning;
using Persona.Bench.Cli.Execution.Remote;
using Persona.Bench.Cli.Execution.Results;
using Persona.Bench.Cli.Execution.Settings;
using Persona.Bench.Cli.Execution.Sharded;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Runs;
using Persona.Bench.Storage.Runs;
using Persona.Bench.Worker.Machine;

namespace Persona.Bench.Cli.Execution;

/// <summary>Plans a run, has it measured here or by workers, and follows it to its end.</summary>
internal static class Benchmark
{
    /// <summary>Prints the result table to stdout and writes a baseline file if one was requested.</summary>
    /// <param name="options">What to measure.</param>
    /// <param name="capture">Returns the baseline to write, given the version of Persona; null for a plain run.</param>
    /// <param name="context">Terminal and verbosity of the command.</param>
    /// <param name="stop">Requests a clean stop.</param>
    public static Task<int> ExecuteAsync(
        RunOptions options, Func<BenchConfiguration, string, CaptureRequest?> capture, CommandContext context, CancellationToken stop) =>
        ExecuteAsync(options, capture, (report, history) => RunEnding.ConcludeAsync(report, history, options.Format, context), context, stop);

    /// <summary>Measures for commands that print something else.</summary>
    /// <exception cref="ExecutionException">Nothing could be measured.</exception>
    /// <exception cref="CancelledException">The run was stopped.</exception>
    public static Task<RunReport> MeasureAsync(RunOptions options, CommandContext context, CancellationToken stop) => ExecuteAsync(
        options, (_, _) => null, (report, _) => Task.FromResult(RunEnding.RequireCompleted(report)), context, stop);

    private static async Task<T> ExecuteAsync<T>(
        RunOptions options,
        Func<BenchConfiguration, string, CaptureRequest?> capture,
        Func<RunReport, IRunHistory, Task<T>> conclude,
        CommandContext context,
        CancellationToken stop)
    {
        JitProfile.Start("measure");
        var configuration = BenchSettings.LoadEnabled(options.Sources);
        var mode = MeasuringModes.From(configuration);
        var origin = RunOrigin.ReadAsync(configuration, stop);
        var definition = new RunDefinition(configuration);
        var providers = definition.Providers(options.Providers, mode);
        var workloads = await definition.WorkloadsAsync(options, stop);
        var (machine, version, versionIsOurs, git) = await origin;
        if (versionIsOurs)
        {
            await context.Terminal.Error.WriteLineAsync(
                $"Persona is not installed; results are labelled {version}, Persona.Bench's own version. Set PERSONA_VERSION to change that.");
        }

        var spec = SpecOf(options, workloads, providers, version, git) with { Capture = capture(configuration, version) };
        foreach (var notice in GateNotice.For(workloads, configuration.Metrics))
        {
            await context.Terminal.Error.WriteLineAsync(notice);
        }

        var setting = new RunSetting(configuration, options.Sources.Config, options.Workers ?? 0, options.Wait);
        await using var session = await OpenAsync(setting, mode, providers, machine, spec, context, stop);
        var runId = await session.SubmitAsync(spec, stop);
        return await conclude(await session.FollowAsync(runId, stop), session.History);
    }

    private static async Task<IRunSession> OpenAsync(
        RunSetting setting,
        MeasuringMode mode,
        IReadOnlyList<ProviderDefinition> providers,
        EnvironmentFingerprint machine,
        RunSpec spec,
        CommandContext context,
        CancellationToken stop)
    {
        if (mode == MeasuringMode.Remote)
        {
            return await RemoteSession.OpenAsync(setting, providers, context.Terminal, stop);
        }

        var embedded = EmbeddedSettings.For(setting.Configuration, providers, machine, spec, context.Verbose);
        NewFolders.Make(setting.Configuration, context.Terminal.Error);
        return setting.Workers > 0
            ? await ShardedSession.OpenAsync(setting, embedded, context.Terminal, stop)
            : await EmbeddedSession.OpenAsync(embedded, setting.Wait, context.Terminal, stop);
    }

    private static RunSpec SpecOf(
        RunOptions options, IReadOnlyList<RunWorkload> workloads, IReadOnlyList<ProviderDefinition> providers, string version, GitState? git) => new()
        {
            Name = options.Name,
            Workloads = workloads,
            Providers = [.. providers.Select(RunProvider.From)],
            Seed = options.Seed ?? Random.Shared.Next(),
            PersonaVersion = version,
            GitCommit = git?.Commit,
            GitDirty = git?.Dirty,
            KeepText = options.KeepText,
        };
}
