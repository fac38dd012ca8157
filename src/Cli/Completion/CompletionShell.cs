namespace Persona.Bench.Cli.Completion;

/// <summary>The shells that completion scripts exist for.</summary>
internal enum CompletionShell
{
    Bash,
    Zsh,
    Fish,
    Powershell,
}
