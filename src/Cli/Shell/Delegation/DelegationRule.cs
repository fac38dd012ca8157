using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Cli.Shell.Delegation;

/// <summary>Decides which calls are delegated to another program named persona.</summary>
internal static class DelegationRule
{
    /// <summary>True if the first word is not ours, or asks for the version, which the other program knows better.</summary>
    public static bool AppliesTo(string[] args) => NeedsAnother(args) || args is ["--version"];

    /// <summary>True if this program cannot handle the call itself.</summary>
    public static bool NeedsAnother(string[] args) =>
        args is [{ Length: > 0 } first, ..] && first != CommandNames.Benchmark && first[0] != '-' && !IsDirective(first);

    public static string NoneFound(string word) =>
        $"'{word}' is not a command of Persona.Bench, and there is no other persona on PATH to pass it to"
        + (Suggestion.Nearest(word, [CommandNames.Benchmark]) is { } near
            ? $"; did you mean 'persona {near}'?"
            : "; see 'persona --help'");

    // "[suggest:7]" is how a shell asks for completions.
    private static bool IsDirective(string word) => word.StartsWith("[suggest", StringComparison.Ordinal);
}
