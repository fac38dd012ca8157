namespace Persona.Bench.Worker.Machine;

/// <summary>The commit of a folder's working copy, and whether it was modified.</summary>
/// <param name="Commit">The full hash of the commit checked out.</param>
/// <param name="Dirty">Whether tracked files differ from the commit. Untracked files do not count: a capture writes one itself.</param>
public sealed record GitState(string Commit, bool Dirty)
{
    private const string CommitLine = "# branch.oid ";

    // Removed, so that only the folder selects the repository: a hook, or "git rebase --exec", sets these to its own.
    // From "git rev-parse --local-env-vars", except settings (GIT_CONFIG_COUNT): CI jobs use those to mark their folder as safe.
    private static readonly string[] OfTheCaller =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_PREFIX", "GIT_INTERNAL_SUPER_PREFIX", "GIT_IMPLICIT_WORK_TREE", "GIT_CONFIG", "GIT_CONFIG_PARAMETERS", "GIT_GRAFT_FILE",
        "GIT_SHALLOW_FILE", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE", "GIT_NAMESPACE", "GIT_CEILING_DIRECTORIES",
        "GIT_QUARANTINE_PATH", "GIT_ATTR_SOURCE",
    ];

    // Reading must not take the index lock from a concurrent commit, and the output must not be translated.
    private static readonly Dictionary<string, string?> Settings = new(OfTheCaller.ToDictionary(name => name, _ => (string?)null), StringComparer.Ordinal)
    {
        ["GIT_OPTIONAL_LOCKS"] = "0",
        ["LC_ALL"] = "C",
    };

    /// <summary>Null when git or a commit is missing, git refuses the folder, or git takes longer than five seconds.</summary>
    public static async Task<GitState?> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        if (ExecutablePath.Find("git") is not { } git)
            return null;

        // A repository's configuration may name a file system monitor, which is a program; reading the state must not start one.
        string[] arguments =
            ["-C", folder, "-c", "core.fsmonitor=false", "status", "--porcelain=v2", "--branch", "--untracked-files=no"];
        var answer = await BoundedProcess.AskAsync(git, arguments, Settings, BoundedProcess.DefaultLimit, cancellationToken);
        return answer is { ExitCode: 0 } ? Parse(answer.Output) : null;
    }

    private static GitState? Parse(string output)
    {
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var commit = Array.Find(lines, line => line.StartsWith(CommitLine, StringComparison.Ordinal))?[CommitLine.Length..].Trim();
        return commit is { Length: >= 40 } && commit.All(char.IsAsciiHexDigitLower)
            ? new GitState(commit, Array.Exists(lines, line => line[0] != '#'))
            : null;
    }
}
