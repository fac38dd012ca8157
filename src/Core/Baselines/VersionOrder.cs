using System.Text.RegularExpressions;

namespace Persona.Bench.Core.Baselines;

/// <summary>
/// Orders version strings, oldest first, by semantic versioning 2.0.0 (§11). The spellings of Python packages (PEP 440:
/// <c>1.2rc1</c>, <c>1.2.dev3</c>, <c>1.2.post1</c>), a leading <c>v</c> and missing parts are accepted. What follows <c>+</c>
/// is ignored. Strings that are not versions come before all versions, in ordinal order.
/// </summary>
public sealed partial class VersionOrder : IComparer<string>
{
    private VersionOrder()
    {
    }

    public static VersionOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var (a, b) = (Shape().Match(x), Shape().Match(y));
        if (!a.Success || !b.Success) return a.Success == b.Success ? string.CompareOrdinal(x, y) : a.Success ? 1 : -1;
        var release = CompareParts(a.Groups["release"].Value.Split('.'), b.Groups["release"].Value.Split('.'));
        return release != 0 ? release : CompareSuffix(a.Groups["suffix"].Value, b.Groups["suffix"].Value);
    }

    private static int CompareParts(string[] a, string[] b)
    {
        for (var i = 0; i < Math.Max(a.Length, b.Length); i++)
        {
            var order = CompareNumbers(a.ElementAtOrDefault(i) ?? "0", b.ElementAtOrDefault(i) ?? "0");
            if (order != 0) return order;
        }

        return 0;
    }

    private static int CompareSuffix(string a, string b)
    {
        var stage = Stage(a).CompareTo(Stage(b));
        if (stage != 0) return stage;
        var (left, right) = (Identifiers(a), Identifiers(b));
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var order = CompareIdentifiers(left[i], right[i]);
            if (order != 0) return order;
        }

        return left.Length.CompareTo(right.Length);
    }

    // Development builds, prereleases, the release, post-releases.
    private static int Stage(string suffix) => suffix.TrimStart('.', '-', '_').ToLowerInvariant() switch
    {
        "" => 2,
        var text when text.StartsWith("post", StringComparison.Ordinal) => 3,
        var text when text.StartsWith("dev", StringComparison.Ordinal) => 0,
        _ => 1,
    };

    private static string[] Identifiers(string suffix) => [.. Identifier().Matches(suffix.ToLowerInvariant()).Select(match => match.Value)];

    private static int CompareIdentifiers(string a, string b) => (char.IsAsciiDigit(a[0]), char.IsAsciiDigit(b[0])) switch
    {
        (true, true) => CompareNumbers(a, b),
        (true, false) => -1,
        (false, true) => 1,
        _ => Math.Sign(string.CompareOrdinal(a, b)),
    };

    // Compared by length, then by digits, so numbers of any length do not overflow.
    private static int CompareNumbers(string a, string b)
    {
        var (left, right) = (a.TrimStart('0'), b.TrimStart('0'));
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : Math.Sign(string.CompareOrdinal(left, right));
    }

    [GeneratedRegex(@"^[vV]?(?<release>[0-9]+(\.[0-9]+)*)(?<suffix>[.\-_]?[A-Za-z][0-9A-Za-z.\-_]*|-[0-9A-Za-z.\-]+)?(\+[0-9A-Za-z.\-]*)?\z",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();

    [GeneratedRegex("[0-9]+|[a-z]+", RegexOptions.None, 1000)]
    private static partial Regex Identifier();
}
