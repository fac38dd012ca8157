using System.CommandLine;

namespace Persona.Bench.Cli.Shell.CommandLine;

/// <summary>Options that every command takes.</summary>
internal sealed class GlobalOptions
{
    public const string VerboseName = "--verbose";

    public Option<bool> Verbose { get; } = new(VerboseName)
    {
        Description = "Say more: details in lists, and where an error came from.",
        Recursive = true,
    };
}
