using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Failures;
using Persona.Bench.Emulator;
using Persona.Bench.Emulator.Faults;

namespace Persona.Bench.Cli.Emulate;

internal static class EmulateHandler
{
    public static async Task<int> HandleAsync(EmulateOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var emulated = OptionsOf(options);
        await using var server = await EmulatedProvider.StartAsync(emulated, cancellationToken);
        await context.Terminal.Output.WriteLineAsync($"{server.BaseUrl}");
        await context.Terminal.Output.FlushAsync(cancellationToken);
        await context.Terminal.Error.WriteLineAsync($"serving profile {emulated.Profile}, seed {emulated.Seed}; Ctrl-C ends it");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The way in which a server is meant to end.
        }

        await context.Terminal.Error.WriteLineAsync($"{server.RequestLog.Total} requests served");
        return ExitCode.Done;
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
