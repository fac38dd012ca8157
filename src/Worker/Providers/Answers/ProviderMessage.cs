using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Worker.Providers.Answers;

/// <summary>Extracts the provider's own message from an error, as one line.</summary>
internal static partial class ProviderMessage
{
    // Long enough that redaction and truncation, which come last, see whole keys.
    private const int Longest = 2_000;

    private const int MostDetails = 3;

    /// <summary>The words of a body that is not JSON: its text, or the title of an HTML page.</summary>
    public static string OfText(ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body).TrimStart('\ufeff', ' ', '\r', '\n', '\t');
        if (!text.StartsWith('<'))
            return OneLine(text);
        var title = Title().Match(text);
        return title.Success ? OneLine($"an HTML page, \"{System.Net.WebUtility.HtmlDecode(title.Groups["title"].Value).Trim()}\"") : "an HTML page";
    }

    public static string OneLine(string text) => Printable.Collapse(text, Longest);

    // {"error":{"message":…}}, {"error":"…"}, {"message":…}, Gemini's [{"error":{…}}], and FastAPI's {"detail":[{"loc":[…],"msg":…}]}.
    internal static string? Words(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Array when element.GetArrayLength() > 0 => List(element),
        JsonValueKind.Object when element.Find("metadata")?.Text("raw") is { Length: > 0 } upstream => Joined(element.Text("message"), upstream),
        JsonValueKind.Object => Validation(element)
            ?? Within(element, "error") ?? Within(element, "errors") ?? Within(element, "message") ?? Within(element, "detail"),
        _ => null,
    };

    private static string? Within(JsonElement element, string name) => element.Find(name) is { } inner ? Words(inner) : null;

    private static string? List(JsonElement list)
    {
        var words = list.EnumerateArray().Take(MostDetails).Select(Words).OfType<string>().ToArray();
        return words.Length == 0 ? null : string.Join("; ", words);
    }

    // Where the value is that was not valid, and why.
    private static string? Validation(JsonElement element) =>
        element.Text("msg") is { } message
            ? element.List("loc") is var place && place.Any() ? $"{string.Join('.', place)}: {message}" : message
            : null;

    private static string Joined(string? message, string upstream) => string.IsNullOrEmpty(message) ? upstream : $"{message}: {upstream}";

    [GeneratedRegex(@"<title[^>]{0,200}>(?<title>[^<]{1,300})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Title();
}
