using System.CommandLine;
using System.CommandLine.Parsing;
using Persona.Bench.Core;

namespace Persona.Bench.Cli.Shell.CommandLine;

/// <summary>Options whose values come from an enum.</summary>
internal static class ChoiceOptions
{
    /// <summary>A single value; the first of the enum is the default.</summary>
    public static Option<TChoice> Create<TChoice>(string name, string description) where TChoice : struct, Enum
    {
        var option = new Option<TChoice>(name)
        {
            HelpName = string.Join('|', SnakeCase.All<TChoice>()),
            Description = $"{description} [default: {SnakeCase.All<TChoice>().First()}]",
        };
        option.CustomParser = result => Parse<TChoice>(result, name)[0];
        return Completed<Option<TChoice>, TChoice>(option);
    }

    /// <summary>A single value; null if the option is absent.</summary>
    public static Option<TChoice?> Optional<TChoice>(string name, string description) where TChoice : struct, Enum
    {
        var option = new Option<TChoice?>(name) { HelpName = string.Join('|', SnakeCase.All<TChoice>()), Description = description };
        option.CustomParser = result => Parse<TChoice>(result, name)[0];
        return Completed<Option<TChoice?>, TChoice>(option);
    }

    /// <summary>The option may be repeated, one value each time.</summary>
    public static Option<TChoice[]> Several<TChoice>(string name, string helpName, string description) where TChoice : struct, Enum
    {
        var option = new Option<TChoice[]>(name) { HelpName = helpName, Description = description };
        option.CustomParser = result => Parse<TChoice>(result, name);
        return Completed<Option<TChoice[]>, TChoice>(option);
    }

    private static TChoice[] Parse<TChoice>(ArgumentResult result, string name) where TChoice : struct, Enum
    {
        var values = new List<TChoice>();
        foreach (var token in result.Tokens)
        {
            if (!SnakeCase.TryParse<TChoice>(token.Value, out var value))
            {
                result.AddError($"option '{name}' needs {Sentence([.. SnakeCase.All<TChoice>()])}, not '{token.Value}'");
            }

            values.Add(value);
        }

        return [.. values];
    }

    private static string Sentence(string[] choices) => $"{string.Join(", ", choices[..^1])} or {choices[^1]}";

    private static TOption Completed<TOption, TChoice>(TOption option) where TOption : Option where TChoice : struct, Enum
    {
        option.CompletionSources.Clear();
        option.CompletionSources.Add([.. SnakeCase.All<TChoice>()]);
        return option;
    }
}
