using System.Text.RegularExpressions;

namespace Persona.Bench.Worker.Machine;

/// <summary>Which version of Persona is measured.</summary>
public static partial class PersonaVersion
{
    /// <summary>The environment variable that comes before everything else.</summary>
    public const string Variable = "PERSONA_VERSION";

    /// <summary>
    /// <see cref="Variable"/>, else the configured version, else what the next <c>persona</c> on <c>PATH</c> says to
    /// <c>--version</c>, else null.
    /// </summary>
    /// <param name="configured"><c>persona_version</c> of the configuration.</param>
    /// <param name="environment">Value of an environment variable by name; null where it is not set.</param>
    /// <param name="isOurs">Tells our own program by its full path, with links resolved: it must not be asked.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="PersonaVersionException">The variable or the configuration holds what cannot name a baseline.</exception>
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

    /// <summary>Whether a version can be part of a file's name.</summary>
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

/// <summary>A version of Persona that cannot be used. The message is one line for a person.</summary>
public sealed class PersonaVersionException(string message) : Exception(message);
