using System.CommandLine;
using System.CommandLine.Invocation;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Completion;
using Persona.Bench.Cli.Shell.Delegation;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Cli.Shell.Terminals;

namespace Persona.Bench.Cli;

/// <summary>Turns arguments into an exit code. Loads nothing heavy before the arguments are parsed.</summary>
internal static class PersonaProgram
{
    // "@file" is user data, not a response file.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args, Terminal terminal, CommandHandlers handlers, NextPersona nextPersona)
    {
        try
        {
            if (DelegationRule.AppliesTo(args) && nextPersona.TryRun(args, out var exitCode))
            {
                return exitCode;
            }

            if (DelegationRule.NeedsAnother(args))
            {
                throw new UsageException(DelegationRule.NoneFound(args[0]));
            }

            if (CompletionRule.IsForAnother(args))
            {
                return ExitCode.Done;
            }

            return await InvokeAsync(CommandTree.Create(args, terminal, handlers).Parse(args, Parsing), terminal);
        }
        catch (Exception exception)
        {
            return FailureReport.Write(exception, terminal.Error, args.Contains(GlobalOptions.VerboseName));
        }
    }

    private static async Task<int> InvokeAsync(ParseResult parsed, Terminal terminal)
    {
        var asksForMore = parsed.Action is CommandLineAction { ClearsParseErrors: true };
        if (!asksForMore && UsageError.In(parsed) is { } error)
        {
            throw new UsageException(error);
        }

        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }
}
