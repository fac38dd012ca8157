using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Shell.Completion;

/// <summary>Which questions of a shell are ours to answer.</summary>
internal static class CompletionRule
{
    /// <summary>The line to complete already has a first word, and it is another persona's: we know nothing of what may follow.</summary>
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
