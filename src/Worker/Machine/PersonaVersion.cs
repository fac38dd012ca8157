using System.Text.RegularExpressions;

namespace Persona.Bench.Worker.Machine;

/// <summary>Determines which version of Persona is measured.</summary>
public static partial class PersonaVersion
{
    /// <summary>The environment variable that overrides everything else.</summary>
    public const string Variable = "PERSONA_VERSION";

    /// <summary>
    /// <see cref="Variable"/>, else the configured version, else the <c>--version</c> output of the first other <c>persona</c> on
    /// <c>PATH</c>, else null.
    /// </summary>
    /// <param name="configured"><c>persona_version</c> of the configuration.</param>
    /// <param name="environment">Value of an environment variable by name; null if it is not set.</param>
    /// <param name="isOurs">Recognises our own program by its full path, with links resolved; it is not run.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="PersonaVersionException">The variable or the configuration has a value that cannot name a baseline.</exception>
    public static async Task<string?> ResolveAsync(
        string? configured, Func<string, string?> environment, Predicate<string> isOurs, CancellationToken cancellationToken)
    {
        if (environment(Variable)?.Trim() is { Length: > 0 } fromEnvironment)
            return Checked(fromEnvironment, $"the environment variable {Variable}");
        if (configured?.Trim() is { Length: > 0 } fromConfiguration)
            return Checked(fromConfiguration, "persona_version in the configuration");

        var program = ExecutablePath.FindAll("persona", environment("PATH")).FirstOrDefault(path => !isOurs(path) && !isOurs(Resolved(path)));
        if (program is null)
            return null;

        var answer = await BoundedProcess.AskAsync(program, ["--version"], environment: null, BoundedProcess.DefaultLimit, cancellationToken);
        return answer is { ExitCode: 0 } && VersionProbe.Parse(answer.Output) is { } version && IsSafe(version) ? version : null;
    }

    /// <summary>Whether a version can be part of a file name.</summary>
    public static bool IsSafe(string version) => SafeName().IsMatch(version);

    private static string Checked(string version, string source) => IsSafe(version)
        ? version
        : throw new PersonaVersionException(
            $"{source} is '{Printable(version)}', which cannot name a baseline: use at most 64 letters, digits, '.', '_', '@' or '-', a letter or digit first");

    private static string Printable(string text) =>
        new([.. text.Take(80).Select(character => char.IsControl(character) ? '?' : character)]);

    private static string Resolved(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._@-]{0,63}\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SafeName();
}

/// <summary>A version of Persona that cannot be used. The message is one line for the user.</summary>
public sealed class PersonaVersionException(string message) : Exception(message);
