namespace Persona.Bench.Cli.Shell.Completion;

/// <summary>The shells that completion scripts exist for.</summary>
internal enum CompletionShell
{
    Bash,
    Zsh,
    Fish,
    Powershell,
}
