using System.Text.RegularExpressions;

namespace Persona.Bench.Core.Configuration;

/// <summary>Names of baselines, workloads, providers and runs: what may become part of a file name, a queue name or a table cell.</summary>
public static partial class SafeName
{
    /// <summary>What a name may be, for messages.</summary>
    public const string Rule = "letters, digits, '.', '_', '@' and '-', at most 64, beginning with a letter or digit";

    public static bool IsSafe(string text) => Pattern().IsMatch(text);

    /// <summary>The name itself.</summary>
    /// <exception cref="ConfigurationException">The name is not safe.</exception>
    public static string Require(string text, string what) => IsSafe(text)
        ? text
        : throw new ConfigurationException($"{what} {Printable.Quoted(text)} is not a safe name: use {Rule}");

    // \z, not $: that would let a trailing line feed pass.
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pattern();
}
