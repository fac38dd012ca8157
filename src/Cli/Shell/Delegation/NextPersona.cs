using Persona.Bench.Cli.Shell.Failures;

namespace Persona.Bench.Cli.Shell.Delegation;

/// <summary>
/// Finds the next program named persona on PATH and replaces this process with it. Copies of this product that already
/// delegated the call are listed in an environment variable and skipped, so that they cannot delegate to each other forever.
/// </summary>
internal sealed class NextPersona
{
    /// <summary>Set by the launcher script: its own path.</summary>
    public const string LauncherVariable = "PERSONA_BENCH_LAUNCHER";

    /// <summary>Set for the program that we delegate to: the paths of all that have delegated so far.</summary>
    public const string DelegatedVariable = "PERSONA_BENCH_HANDED_ON";

    // More than this is not nested use but a script on PATH that calls back here.
    private const int MostTimes = 4;

    private readonly IReadOnlyList<string> _own;
    private readonly IReadOnlyList<string> _handedOn;
    private readonly string _path;
    private readonly Func<string, string[], string, int> _become;

    public NextPersona(IEnumerable<string?> own, string? handedOn, string? path, Func<string, string[], string, int> become)
    {
        _own = [.. own.OfType<string>().Where(name => name.Length > 0).Select(RealPath.Resolve)];
        _handedOn = Split(handedOn);
        _path = path ?? "";
        _become = become;
    }

    public static NextPersona OfProcess() => new(
        [Environment.ProcessPath, Environment.GetEnvironmentVariable(LauncherVariable)],
        Environment.GetEnvironmentVariable(DelegatedVariable),
        Environment.GetEnvironmentVariable("PATH"),
        ProcessReplacement.Become);

    /// <summary>Delegates the call if there is another persona. On Unix the process is replaced, and this never returns.</summary>
    public bool TryRun(string[] args, out int exitCode)
    {
        exitCode = ExitCode.Done;
        if (Find() is not { } next)
        {
            return false;
        }

        if (_handedOn.Count(entry => entry == _own[0]) >= MostTimes)
        {
            throw new UsageException($"'{next}' passes '{args[0]}' back to this program in a loop; remove one of them from PATH");
        }

        exitCode = _become(next, args, string.Join(Path.PathSeparator, [.. _handedOn, .. _own]));
        return true;
    }

    /// <summary>The first executable persona on PATH that is not ours; null if there is none.</summary>
    public string? Find()
    {
        HashSet<string> passedOver = [.. _own, .. _handedOn];
        return Split(_path)
            .SelectMany(folder => Executable.Names("persona").Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(candidate => Executable.Is(candidate) && !passedOver.Contains(RealPath.Resolve(candidate)));
    }

    /// <summary>Whether a program is this one, or its launcher.</summary>
    public bool IsOurs(string program) => _own.Contains(RealPath.Resolve(program));

    private static string[] Split(string? list) => (list ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
