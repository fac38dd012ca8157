using System.Globalization;
using Persona.Bench.Emulator.Quirks;

namespace Persona.Bench.Emulator.Faults;

internal static class FaultText
{
    public static readonly IReadOnlyDictionary<FaultKind, string> Names = new Dictionary<FaultKind, string>
    {
        [FaultKind.Hang] = "hang",
        [FaultKind.HangMidStream] = "hang-mid-stream",
        [FaultKind.Cut] = "cut",
        [FaultKind.BadJson] = "bad-json",
        [FaultKind.BadBody] = "bad-body",
        [FaultKind.TooFew] = "too-few",
        [FaultKind.Truncated] = "truncated",
        [FaultKind.Refusal] = "refusal",
    };

    public static Fault Parse(string text)
    {
        var parts = text.Trim().Split(':');
        if (parts.Length > 3)
        {
            throw Wrong(text, "it has more than three parts");
        }

        var fault = Kind(text, parts[0]) with { Probability = parts.Length > 1 ? Probability(text, parts[1]) : 1 };
        return parts.Length > 2 ? fault with { RetryAfterSeconds = RetryAfter(text, parts[2], fault.Kind) } : fault;
    }

    public static string Format(Fault fault)
    {
        var probability = fault.Probability.ToString("R", CultureInfo.InvariantCulture);
        return fault.RetryAfterSeconds is { } seconds ? $"{fault.Name}:{probability}:{seconds}"
            : fault.Probability < 1 ? $"{fault.Name}:{probability}"
            : fault.Name;
    }

    private static Fault Kind(string text, string kind)
    {
        if (int.TryParse(kind, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            return status is >= 400 and <= 599 ? Fault.OfStatus(status) : throw Wrong(text, $"{status} is not an HTTP error");
        }

        foreach (var (value, name) in Names)
        {
            if (name.Equals(kind, StringComparison.OrdinalIgnoreCase))
            {
                return new() { Kind = value };
            }
        }

        return QuirkCatalog.Find(kind) is { } quirk
            ? new() { Kind = FaultKind.Quirk, QuirkName = quirk.Name }
            : throw Wrong(text, $"unknown kind '{kind}'");
    }

    private static double Probability(string text, string number) =>
        double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1
            ? value
            : throw Wrong(text, $"the probability '{number}' is not a number from 0 to 1");

    private static int RetryAfter(string text, string number, FaultKind kind) =>
        kind != FaultKind.Status ? throw Wrong(text, "only an HTTP status can have a Retry-After")
        : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds
        : throw Wrong(text, $"Retry-After '{number}' is not a whole number of seconds");

    private static EmulatorException Wrong(string text, string reason) =>
        new($"Fault '{text}' cannot be read: {reason}. Write KIND[:PROBABILITY[:RETRY_AFTER_SECONDS]], where KIND is an HTTP status"
            + $" (400 to 599) or one of {string.Join(", ", Names.Values)} or a quirk of the wire format (docs/emulator.md); for example 429:0.1.");
}
