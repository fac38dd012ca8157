using System.Globalization;

namespace Persona.Bench.Worker.Providers;

/// <summary>Computes how long to wait before a retry.</summary>
internal static class RetryDelay
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);

    // No iteration waits longer than a day, and the cap keeps TimeSpan arithmetic in range.
    private const double LongestSeconds = 86_400;

    /// <summary>The provider's own delay, else exponential back-off of 0.5 s, 1 s, …, shortened by random jitter of up to a half.</summary>
    public static TimeSpan Compute(HttpResponseMessage? response, int retry, TimeProvider time) =>
        Asked(response, time) ?? First * Math.Pow(2, retry) * (1 - Jitter() / 2);

    private static TimeSpan? Asked(HttpResponseMessage? response, TimeProvider time)
    {
        if (response is null)
            return null;
        if (Number(response, "retry-after-ms") is { } milliseconds)
            return Seconds(milliseconds / 1000);
        if (response.Headers.RetryAfter is { } after)
            return Seconds((after.Delta ?? after.Date - time.GetUtcNow())?.TotalSeconds ?? 0);
        return Number(response, "Retry-After") is { } seconds ? Seconds(seconds) : null;
    }

    private static double? Number(HttpResponseMessage response, string header) =>
        response.Headers.NonValidated.TryGetValues(header, out var values)
        && double.TryParse(values.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : null;

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Clamp(seconds, 0, LongestSeconds));

    private static double Jitter() => Random.Shared.NextDouble();
}
