using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Persona.Bench.Worker.Providers.Answers;

namespace Persona.Bench.Worker.Providers.Http;

/// <summary>Computes how long to wait before a retry.</summary>
internal static partial class RetryDelay
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    // No iteration waits longer than a day, and the cap keeps TimeSpan arithmetic in range.
    private const double LongestSeconds = 86_400;

    // A larger number of seconds is a point in time; of more than this, one in milliseconds.
    private const double FirstInstant = 1e8;
    private const double FirstInstantInMilliseconds = 1e11;

    /// <summary>Exponential back-off of 0.5 s, 1 s, …, shortened by random jitter of up to a half.</summary>
    /// <param name="retry">From 0.</param>
    public static TimeSpan BackOff(int retry) => First * Math.Pow(2, retry) * (1 - Random.Shared.NextDouble() / 2);

    /// <summary>
    /// How long the provider asks to wait: <c>retry-after-ms</c>, <c>Retry-After</c>, Gemini's <c>RetryInfo</c> in the body, or the
    /// reset of the limit that is used up. Null if it does not say.
    /// </summary>
    public static TimeSpan? Asked(HttpResponseMessage response, JsonElement? body, TimeProvider time)
    {
        if (Number(response.Header("retry-after-ms")) is { } milliseconds)
            return Seconds(milliseconds / 1000);
        if (response.Headers.RetryAfter is { } after)
            return Seconds((after.Delta ?? after.Date - time.GetUtcNow())?.TotalSeconds ?? 0);
        if (Number(response.Header("Retry-After")) is { } seconds)
            return Seconds(seconds);
        return (body is { } error ? RetryInfo(error) : null) ?? Reset(response, time);
    }

    // {"error":{"details":[{"@type":"…RetryInfo","retryDelay":"34s"}]}}, perhaps in a list.
    private static TimeSpan? RetryInfo(JsonElement body)
    {
        if (body.ValueKind is JsonValueKind.Array)
            return body.GetArrayLength() > 0 ? RetryInfo(body[0]) : null;
        return body.Find("error")?.List("details").Select(detail => detail.Text("retryDelay")).OfType<string>().Select(Duration).FirstOrDefault();
    }

    private static TimeSpan? Reset(HttpResponseMessage response, TimeProvider time)
    {
        TimeSpan? longest = null;
        foreach (var (name, values) in response.Headers.NonValidated)
        {
            var at = name.IndexOf("ratelimit", StringComparison.OrdinalIgnoreCase);
            if (at < 0 || name.IndexOf("reset", at, StringComparison.OrdinalIgnoreCase) is not (> 0 and var reset))
                continue;

            // x-ratelimit-reset-tokens says nothing while x-ratelimit-remaining-tokens is above 0.
            var remaining = string.Concat(name.AsSpan(0, reset), "remaining", name.AsSpan(reset + "reset".Length));
            if (Number(response.Header(remaining)) is > 0)
                continue;
            if (Wait(values.ToString(), time) is { } wait && (longest is null || wait > longest))
                longest = wait;
        }

        return longest;
    }

    private static TimeSpan? Wait(string text, TimeProvider time)
    {
        if (Number(text) is { } number)
        {
            return number < FirstInstant ? Seconds(number)
                : Seconds((number >= FirstInstantInMilliseconds ? number / 1000 : number) - time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0);
        }

        if (Duration(text) is { } duration)
            return duration;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? Seconds((instant - time.GetUtcNow()).TotalSeconds)
            : null;
    }

    // As in Go: 1h2m3.5s, 6m0s, 20ms.
    private static TimeSpan? Duration(string text)
    {
        var match = GoDuration().Match(text);
        if (!match.Success)
            return null;
        double Part(string name) => Number(match.Groups[name].Value) ?? 0;
        return Seconds(Part("h") * 3600 + Part("m") * 60 + Part("s") + Part("ms") / 1000);
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestSeconds));

    [GeneratedRegex(
        @"^(?=[\d.])(?:(?<h>[\d.]{1,12})h)?(?:(?<m>[\d.]{1,12})m(?!s))?(?:(?<s>[\d.]{1,20})s)?(?:(?<ms>[\d.]{1,12})ms)?\z",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex GoDuration();
}
