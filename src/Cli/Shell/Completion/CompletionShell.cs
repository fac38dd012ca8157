namespace Persona.Bench.Cli.Shell.Completion;

/// <summary>Shells with a completion script.</summary>
internal enum CompletionShell
{
    Bash,
    Zsh,
    Fish,
    Powershell,
}
