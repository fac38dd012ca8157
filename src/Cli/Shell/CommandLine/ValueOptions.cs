using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Cli.Shell.CommandLine;

/// <summary>Options whose values are validated while parsing, each with its own error message.</summary>
internal static class ValueOptions
{
    public static Option<int?> Count(string name, string helpName, string description, int lowest, int highest)
    {
        var option = new Option<int?>(name) { HelpName = helpName, Description = description };
        option.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && value >= lowest && value <= highest
                    ? value
                    : Wrong<int?>(result, $"option '{name}' needs a whole number from {lowest} to {highest}, not '{text}'");
        };
        return option;
    }

    public static Option<double?> Factor(string name, string helpName, string description, double highest)
    {
        var option = new Option<double?>(name) { HelpName = helpName, Description = description };
        option.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= 0 && value <= highest
                ? value
                : Wrong<double?>(result, $"option '{name}' needs a number from 0 to {highest}, not '{text}'");
        };
        return option;
    }

    public static Option<string?> Name(string name, string helpName, string description)
    {
        var option = new Option<string?>(name) { HelpName = helpName, Description = description };
        option.Validators.Add(result => CheckNames(result, name));
        return option;
    }

    public static Option<string[]> Names(string name, string helpName, string description)
    {
        var option = new Option<string[]>(name) { HelpName = helpName, Description = description };
        option.Validators.Add(result => CheckNames(result, name));
        return option;
    }

    public static Option<string?> File(string name, string description, string helpName = "FILE")
    {
        var option = new Option<string?>(name) { HelpName = helpName, Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var path }] && (path.Trim().Length == 0 || path.Contains('\0')))
            {
                result.AddError($"option '{name}' needs the name of a file");
            }
        });
        return option;
    }

    /// <summary>An address that may contain a password, so an invalid one is not quoted.</summary>
    public static Option<string?> Address(string name, string description, string rule, Func<string, bool> matches)
    {
        var option = new Option<string?>(name) { HelpName = "ADDRESS", Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var address }] && !matches(address))
            {
                result.AddError($"option '{name}' needs {rule}");
            }
        });
        return option;
    }

    private static void CheckNames(OptionResult result, string option)
    {
        if (result.Tokens.FirstOrDefault(token => !SafeName.IsSafe(token.Value)) is { } unsafeName)
        {
            result.AddError($"option '{option}' needs a name of {SafeName.Rule}, not '{unsafeName.Value}'");
        }
    }

    private static T? Wrong<T>(ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }
}
