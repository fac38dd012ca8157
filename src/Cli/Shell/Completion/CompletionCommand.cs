using System.CommandLine;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core;

namespace Persona.Bench.Cli.Shell.Completion;

internal static class CompletionCommand
{
    public static Command Create(CommandActions actions)
    {
        var shells = string.Join(", ", SnakeCase.All<CompletionShell>());
        var shell = new Argument<CompletionShell>("SHELL")
        {
            HelpName = "SHELL",
            Description = $"One of {shells}.",
            CustomParser = result =>
            {
                if (!SnakeCase.TryParse<CompletionShell>(result.Tokens[0].Value, out var value))
                {
                    result.AddError($"SHELL must be one of {shells}, not '{result.Tokens[0].Value}'");
                }

                return value;
            },
        };
        shell.CompletionSources.Clear();
        shell.CompletionSources.Add([.. SnakeCase.All<CompletionShell>()]);
        var command = new DocumentedCommand(
            "completion",
            "Prints a script that completes persona's commands and options in a shell.",
            "bash:       eval \"$(persona benchmark completion bash)\"",
            "zsh:        eval \"$(persona benchmark completion zsh)\"",
            "fish:       persona benchmark completion fish | source",
            "PowerShell: persona benchmark completion powershell | Out-String | Invoke-Expression");
        command.Add(shell);
        actions.Set(command, parsed => parsed.GetRequiredValue(shell), WriteAsync);
        return command;
    }

    private static async Task<int> WriteAsync(CompletionShell shell, CommandContext context, CancellationToken cancellationToken)
    {
        await context.Terminal.Output.WriteAsync(CompletionScript.For(shell).AsMemory(), cancellationToken);
        return ExitCode.Done;
    }
}
