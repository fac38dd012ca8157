using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Shell.Completion;

/// <summary>Decides which completion requests this program answers.</summary>
internal static class CompletionRule
{
    /// <summary>True if the line already has a first word that belongs to another persona, whose arguments are unknown here.</summary>
    public static bool IsForAnother(string[] args)
    {
        if (args is not [{ } directive, { } line] || !directive.StartsWith("[suggest", StringComparison.Ordinal))
        {
            return false;
        }

        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var isFirstWordComplete = words.Length > 2 || (words.Length == 2 && line.EndsWith(' '));
        return isFirstWordComplete && words[1] != CommandNames.Benchmark && words[1][0] != '-';
    }
}
