namespace Persona.Bench.Cli.Shell.Completion;

/// <summary>
/// Scripts that ask the program for suggestions with its <c>[suggest:POSITION]</c> directive, so that they never go out of
/// date. After a first word of another persona they suggest nothing.
/// </summary>
internal static class CompletionScript
{
    public static string For(CompletionShell shell) => shell switch
    {
        CompletionShell.Bash => Bash,
        CompletionShell.Zsh => Zsh,
        CompletionShell.Fish => Fish,
        CompletionShell.Powershell => PowerShell,
        _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "no script for this shell"),
    };

    private const string Bash = """
        # bash completion for persona; load it with: eval "$(persona benchmark completion bash)"
        _persona_bench() {
            local word="${COMP_WORDS[COMP_CWORD]}" suggestion
            COMPREPLY=()
            while IFS= read -r suggestion; do
                [[ -n $suggestion && $suggestion == "$word"* ]] && COMPREPLY+=("$suggestion")
            done < <("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
        }
        complete -o default -F _persona_bench persona

        """;

    private const string Zsh = """
        # zsh completion for persona; load it with: eval "$(persona benchmark completion zsh)"
        _persona_bench() {
            local -a suggestions
            suggestions=(${(f)"$("${words[1]}" "[suggest:$#LBUFFER]" "$BUFFER" 2>/dev/null)"})
            (( ${#suggestions} )) && compadd -- "${suggestions[@]}" || _files
        }
        (( ${+functions[compdef]} )) || { autoload -Uz compinit && compinit }
        compdef _persona_bench persona

        """;

    private const string Fish = """
        # fish completion for persona; load it with: persona benchmark completion fish | source
        function __persona_bench
            set -l line (commandline -cp)
            persona "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c persona -a '(__persona_bench)'

        """;

    private const string PowerShell = """
        # PowerShell completion for persona; load it with: persona benchmark completion powershell | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName persona -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            & $commandAst.CommandElements[0].Value "[suggest:$cursorPosition]" "$commandAst" 2>$null |
                Where-Object { $_ -and $_ -like "$wordToComplete*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }

        """;
}
