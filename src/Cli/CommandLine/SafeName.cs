namespace Persona.Bench.Cli.CommandLine;

/// <summary>Names of runs, workloads and providers: they become file names, queue names and table cells.</summary>
internal static class SafeName
{
    public const string Rule = "letters, digits, '.', '_', '@' and '-', starting with a letter or digit, at most 64";

    private const int MostCharacters = 64;

    /// <summary><c>^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$</c>, without the cost of a regular expression at every start.</summary>
    public static bool Matches(string name) =>
        name.Length is > 0 and <= MostCharacters
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '@' or '-');
}
