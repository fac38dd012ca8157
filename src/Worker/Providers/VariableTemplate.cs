using System.Text.RegularExpressions;

namespace Persona.Bench.Worker.Providers;

/// <summary>Text in which <c>${VARIABLE}</c> stands for the value of an environment variable.</summary>
internal static partial class VariableTemplate
{
    public static IEnumerable<string> Variables(string text) => Variable().Matches(text).Select(match => match.Groups["name"].Value);

    /// <param name="text">The template.</param>
    /// <param name="environment">Value of an environment variable; null if it is not set.</param>
    /// <param name="secrets">Receives the values used, plain and as in an address.</param>
    public static string Expand(string text, Func<string, string?> environment, ICollection<string> secrets) => Variable().Replace(text, match =>
    {
        var value = environment(match.Groups["name"].Value)?.Trim() ?? "";
        secrets.Add(value);
        // As a provider repeats it that was called with it in an address.
        secrets.Add(Uri.EscapeDataString(value));
        return value;
    });

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]{0,127})\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();
}
