namespace Persona.Bench.Core.Configuration;

/// <summary>Names of baselines, workloads, providers and runs, safe to use in a file name, a queue name or a table cell.</summary>
public static class SafeName
{
    private const int MostCharacters = 64;

    /// <summary>The rule for names, for use in messages.</summary>
    public const string Rule = "letters, digits, '.', '_', '@' and '-', at most 64, beginning with a letter or digit";

    /// <summary><c>^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$</c>, without the cost of a regular expression at every start.</summary>
    public static bool IsSafe(string text) =>
        text.Length is > 0 and <= MostCharacters
        && char.IsAsciiLetterOrDigit(text[0])
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '@' or '-');

    /// <summary>The name itself.</summary>
    /// <exception cref="ConfigurationException">The name is not safe.</exception>
    public static string Require(string text, string what) => IsSafe(text)
        ? text
        : throw new ConfigurationException($"{what} {Printable.Quoted(text)} is not a safe name: use {Rule}");
}
