using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Cli.Shell.Output;
using Persona.Bench.Emulator;
using Persona.Bench.Emulator.Faults;
using Persona.Bench.Files.Folders;

namespace Persona.Bench.Cli.Commands.Emulate;

internal static class EmulateHandler
{
    public static async Task<int> HandleAsync(EmulateOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var emulated = OptionsOf(options);
        if (options.Log is { } log)
        {
            MakeFolderOf(log, context.Terminal.Error);
        }

        await using var server = await EmulatedProvider.StartAsync(emulated, cancellationToken);
        await context.Terminal.Output.WriteLineAsync($"{server.BaseUrl}");
        await context.Terminal.Output.FlushAsync(cancellationToken);
        await context.Terminal.Error.WriteLineAsync($"serving profile {emulated.Profile}, seed {emulated.Seed}; press Ctrl-C to stop");
        var refused = server.RequestLog.FileRefused;
        var stopped = Task.Delay(Timeout.Infinite, cancellationToken);
        if (await Task.WhenAny(stopped, refused) == refused)
        {
            await context.Terminal.Error.WriteLineAsync($"--log {options.Log}: the log stopped ({await refused}); still serving");
        }

        // The normal end of a server.
        await stopped.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await context.Terminal.Error.WriteLineAsync($"{server.RequestLog.Total} requests served");
        return refused.IsCompletedSuccessfully ? throw new ExecutionException($"--log {options.Log}: the log is incomplete: {await refused}") : ExitCode.Done;
    }

    private static void MakeFolderOf(string log, TextWriter error)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(log))!;
        if (FolderProblem.In(folder) is { } problem)
        {
            throw new UsageException($"--log {log}: {problem}; name another file");
        }

        FolderNotice.Write(NewFolder.Make(folder), error);
    }

    private static EmulatorOptions OptionsOf(EmulateOptions options)
    {
        var defaults = new EmulatorOptions();
        return defaults with
        {
            Host = options.Host ?? defaults.Host,
            Port = options.Port,
            Profile = options.Profile ?? defaults.Profile,
            TimeScale = options.TimeScale ?? defaults.TimeScale,
            Seed = options.Seed ?? defaults.Seed,
            DriftPerHour = options.DriftPerHour ?? defaults.DriftPerHour,
            ApiKey = options.ApiKeyEnv is { } variable ? KeyIn(variable) : null,
            GroundTruthPath = options.Log,
            StandingFaults = [.. options.Faults.Select(Fault.Parse)],
        };
    }

    private static string KeyIn(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } key
            ? key
            : throw new UsageException($"--api-key-env: the environment variable {variable} is not set");
}
