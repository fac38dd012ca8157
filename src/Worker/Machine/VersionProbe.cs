using System.Text.RegularExpressions;

namespace Persona.Bench.Worker.Machine;

/// <summary>Runs commands that print a version, such as <c>[python3, --version]</c>.</summary>
internal static partial class VersionProbe
{
    /// <summary>Runs all probes concurrently. A probe whose program is missing, fails, hangs or prints no version is left out.</summary>
    public static Task<IReadOnlyDictionary<string, string>> RunAllAsync(
        IReadOnlyDictionary<string, IReadOnlyList<string>> probes, CancellationToken cancellationToken) =>
        RunAllAsync(probes, BoundedProcess.DefaultLimit, cancellationToken);

    internal static async Task<IReadOnlyDictionary<string, string>> RunAllAsync(
        IReadOnlyDictionary<string, IReadOnlyList<string>> probes, TimeSpan limit, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(probes.Select(async probe =>
            (probe.Key, Version: await RunAsync(probe.Value, limit, cancellationToken))));
        return found.Where(probe => probe.Version is not null).ToDictionary(probe => probe.Key, probe => probe.Version!, StringComparer.Ordinal);
    }

    /// <summary>The version number in the first line, <c>Python 3.12.0</c> → <c>3.12.0</c>; null if there is none.</summary>
    public static string? Parse(string text)
    {
        var line = text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "";
        var dotted = DottedVersion().Match(line);
        var match = dotted.Success ? dotted : WholeNumber().Match(line);
        return match.Success ? match.Value : null;
    }

    private static async Task<string?> RunAsync(IReadOnlyList<string> command, TimeSpan limit, CancellationToken cancellationToken)
    {
        // Searching PATH and starting a process block: on the caller's thread, probes would start one after the other.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        if (command.Count == 0 || ExecutablePath.Find(command[0]) is not { } program)
            return null;

        var answer = await BoundedProcess.AskAsync(program, command.Skip(1), environment: null, limit, cancellationToken);
        if (answer is not { ExitCode: 0 })
            return null;

        // Java and older Pythons print their version to standard error.
        return Parse(string.IsNullOrWhiteSpace(answer.Output) ? answer.Error : answer.Output);
    }

    [GeneratedRegex(@"[0-9]+(\.[0-9]+)+((a|b|rc|-?(alpha|beta|preview|rc|dev)\.?|\.dev)[0-9]+(\.[0-9]+)*)?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DottedVersion();

    [GeneratedRegex(@"\b[0-9]+\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WholeNumber();
}
