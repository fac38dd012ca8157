using System.Text.RegularExpressions;

namespace Persona.Bench.Deploy.Tests.Machines;

/// <summary>The commands of <c>deploy/README.md</c>.</summary>
internal static partial class Readme
{
    /// <summary>The command blocks under a heading. Blocks marked <c>console</c> are left out: they are for other machines, or never end.</summary>
    public static async Task<IReadOnlyList<string>> CommandsAsync(string heading)
    {
        var text = await File.ReadAllTextAsync(Repository.Deploy("README.md"));
        var section = text[text.IndexOf($"\n### {heading}\n", StringComparison.Ordinal)..];
        var end = NextHeading().Match(section, heading.Length + 5);
        return [.. Block().Matches(end.Success ? section[..end.Index] : section).Select(block => block.Groups["commands"].Value)];
    }

    [GeneratedRegex(@"^```bash\n(?<commands>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"^##", RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NextHeading();
}
