using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Files.Yaml;

/// <summary>
/// A scalar, read by the core schema of YAML 1.2: only a plain one can be a number, a Boolean or null; a quoted one is text.
/// Read as text, a plain one keeps its spelling (<c>1.10</c> stays <c>1.10</c>).
/// </summary>
internal sealed partial class YamlScalar(YamlLocation location, string text, bool isPlain) : YamlNode(location)
{
    private static readonly string[] Timestamps =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd",
    ];

    public override bool IsNull => isPlain && (text is "" or "~" or "null" or "Null" or "NULL");

    protected override string Found => IsNull ? "nothing"
        : SecretText.Looks(text) ? "text that looks like a secret"
        : isPlain && Decimal().IsMatch(text) ? Printable.Line(text)
        : isPlain ? Printable.Quoted(text)
        : $"the quoted text {Printable.Quoted(text)}";

    public override string AsText()
    {
        if (IsNull) throw Expected("text");
        return HasControlCharacter(text) ? throw Error("the text contains a control character: remove it") : text;
    }

    public override bool AsBool() => (isPlain ? text : null) switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => throw Expected("true or false"),
    };

    public override long AsWholeNumber(long min, long max)
    {
        var isWhole = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        return isPlain && isWhole && value >= min && value <= max ? value : throw Expected(WholeNumber(min, max));
    }

    public override double AsNumber(double min, double max)
    {
        if (!isPlain || !Decimal().IsMatch(text)) throw Expected(Number(min, max));
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value) && value >= min && value <= max ? value : throw Expected(Number(min, max));
    }

    public override JsonNode? AsJson() => text switch
    {
        _ when IsNull => null,
        "true" or "True" or "TRUE" when isPlain => true,
        "false" or "False" or "FALSE" when isPlain => false,
        _ when isPlain && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        _ when isPlain && Decimal().IsMatch(text) => AsNumber(double.MinValue, double.MaxValue),
        _ => AsText(),
    };

    /// <summary>A time without an offset is UTC, as older tools wrote it.</summary>
    public override DateTimeOffset AsTimestamp()
    {
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(Canonical(text), Timestamps, CultureInfo.InvariantCulture, styles, out var value)
            ? value
            : throw Expected(Timestamp);
    }

    // RFC 3339 allows letters in either case and any number of decimals; digits finer than a tick are cut off.
    private static string Canonical(string text) => BelowTick().Replace(text.ToUpperInvariant(), "");

    [GeneratedRegex(@"(?<=\.[0-9]{7})[0-9]+(?=Z|[-+]|\z)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BelowTick();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Decimal();

    // Descriptions may contain line feeds and tabs; other control characters could act on a terminal.
    private static bool HasControlCharacter(string text) =>
        text.Any(c => char.IsControl(c) && c is not ('\n' or '\t')) || HasLoneSurrogate(text);

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return true;
            i++;
        }

        return false;
    }
}
