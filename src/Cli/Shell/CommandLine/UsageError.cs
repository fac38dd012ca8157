using System.CommandLine;
using System.CommandLine.Parsing;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Cli.Shell.CommandLine;

/// <summary>Describes a wrong command line in one line, with a suggestion.</summary>
internal static class UsageError
{
    /// <summary>The first problem; null if there is none.</summary>
    public static string? In(ParseResult parsed)
    {
        var command = parsed.CommandResult;
        if (Misplaced(command) is { } option)
        {
            return Unknown(option, command);
        }

        if (parsed.Errors.FirstOrDefault(error => error.SymbolResult is not CommandResult) is { } ofValue)
        {
            return OfValue(ofValue, command);
        }

        return parsed.UnmatchedTokens is [var first, ..] ? Unknown(first, command) : parsed.Errors is [var other, ..] ? other.Message : null;
    }

    // The parser takes an unknown option for the value of the option before it.
    private static string? Misplaced(CommandResult command) => command.Children
        .SelectMany(child => child is OptionResult { Option.Arity.MaximumNumberOfValues: 0 } ? [] : child.Tokens)
        .Select(token => token.Value)
        .FirstOrDefault(value => value.StartsWith("--", StringComparison.Ordinal) && value.Length > 2);

    private static string OfValue(ParseError error, CommandResult command) => error.SymbolResult switch
    {
        OptionResult { Tokens: [] } option => $"option '{option.Option.Name}' of '{Path(command)}' needs a value{SeeHelp(command)}",
        OptionResult { Tokens.Count: > 1, Option.Arity.MaximumNumberOfValues: 1 } option =>
            $"option '{option.Option.Name}' of '{Path(command)}' was given {option.Tokens.Count} times; give it once",
        ArgumentResult { Tokens: [], Parent: CommandResult } argument =>
            $"'{Path(command)}' needs {argument.Argument.HelpName ?? argument.Argument.Name}{SeeHelp(command)}",
        _ => error.Message,
    };

    private static string Unknown(string token, CommandResult command)
    {
        var isOption = token.Length > 1 && token[0] == '-';
        var name = isOption ? token.Split('=', 2)[0] : token;
        var takesCommands = command.Command.Subcommands.Count > 0;
        var what = isOption ? "unknown option" : takesCommands ? "unknown command" : "unexpected argument";
        var known = isOption ? OptionsOf(command) : command.Command.Subcommands.Select(child => child.Name);
        var hint = Suggestion.Nearest(name, known) is { } near ? $"; did you mean '{near}'?" : SeeHelp(command);
        return $"{what} '{name}' for '{Path(command)}'{hint}";
    }

    private static IEnumerable<string> OptionsOf(CommandResult command) =>
        Chain(command).SelectMany(level => level.Command.Options.Where(option => level == command || option.Recursive))
            .Select(option => option.Name);

    private static string SeeHelp(CommandResult command) => $"; see '{Path(command)} --help'";

    private static string Path(CommandResult command) =>
        string.Join(' ', Chain(command).Reverse().Select(level => level.Command is RootCommand ? "persona" : level.Command.Name));

    private static IEnumerable<CommandResult> Chain(CommandResult command)
    {
        for (SymbolResult? level = command; level is not null; level = level.Parent)
        {
            if (level is CommandResult found)
            {
                yield return found;
            }
        }
    }
}
