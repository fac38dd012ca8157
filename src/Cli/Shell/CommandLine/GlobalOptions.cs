using System.CommandLine;

namespace Persona.Bench.Cli.Shell.CommandLine;

/// <summary>Options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public const string VerboseName = "--verbose";

    public Option<bool> Verbose { get; } = new(VerboseName)
    {
        Description = "Print more: details in lists, logs, and stack traces of errors.",
        Recursive = true,
    };
}
