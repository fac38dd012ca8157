using System.Globalization;

namespace Persona.Bench.Emulator.Profiles;

/// <summary>
/// The named latency profiles. The figures come from public per-request data of December 2023 (seven hosted endpoints, 150
/// requests each, about 550 tokens in and 150 out). Median, p95 and p99 are matched exactly, the standard deviation and lag-1
/// autocorrelation of the log latency by construction of the curve.
/// </summary>
public static class LatencyProfiles
{
    public const string Instant = "instant";

    private const string ConstantPrefix = "constant:";

    private static readonly LatencyProfile[] All =
    [
        new() { Name = Instant, Latency = QuantileCurve.Constant(0), TimeToFirstToken = QuantileCurve.Constant(0) },
        new()
        {
            Name = "very-fast",
            Latency = QuantileCurve.Fitted(810, .087, 1.17, 1.23),
            TimeToFirstToken = QuantileCurve.LogNormal(220, .19),
            Correlation = -.06,
            FirstTokenCoupling = .5,
        },
        new()
        {
            Name = "fast",
            Latency = QuantileCurve.Fitted(1260, .108, 1.24, 1.36),
            TimeToFirstToken = QuantileCurve.LogNormal(200, .19),
            Correlation = -.01,
            FirstTokenCoupling = .5,
        },
        new()
        {
            Name = "typical",
            Latency = QuantileCurve.Fitted(2440, .078, 1.23, 1.45),
            TimeToFirstToken = QuantileCurve.LogNormal(640, .14),
            Correlation = .02,
            FirstTokenCoupling = .5,
        },
        new()
        {
            Name = "steady",
            Latency = QuantileCurve.Fitted(3770, .069, 1.12, 1.19),
            TimeToFirstToken = QuantileCurve.LogNormal(520, .24),
            Correlation = .52,
            FirstTokenCoupling = .5,
        },
        new()
        {
            Name = "variable",
            Latency = QuantileCurve.Fitted(2260, .218, 1.38, 1.64),
            TimeToFirstToken = QuantileCurve.LogNormal(210, .26),
            Correlation = .04,
            FirstTokenCoupling = .5,
        },
        new()
        {
            // Queueing and cold starts: most of the tail is time to the first token.
            Name = "queued",
            Latency = QuantileCurve.Fitted(12_400, .281, 2.82, 6.06),
            TimeToFirstToken = QuantileCurve.LogNormal(1190, 1.06),
            Correlation = .561,
            FirstTokenCoupling = .8,
        },
        new()
        {
            // A mixture: 1.9% of the requests stall for about a minute before the first token.
            Name = "rare-stalls",
            Latency = new(1590, StallKnots(.11, 1.2, 1.25, 29, 34, 36)),
            TimeToFirstToken = new(550, StallKnots(.2, 1.35, 1.4, 72, 85, 90)),
            Correlation = .18,
            FirstTokenCoupling = 1,
        },
    ];

    /// <summary><c>instant</c> (no waiting) first, then from fast to slow.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(profile => profile.Name)];

    /// <exception cref="EmulatorException">No such profile; the message lists the available ones.</exception>
    internal static LatencyProfile Find(string name) =>
        All.FirstOrDefault(profile => profile.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? Constant(name)
        ?? throw new EmulatorException(
            $"Unknown latency profile '{name}': use one of {string.Join(", ", Names)}, or {ConstantPrefix}LATENCY_MS[/FIRST_TOKEN_MS].");

    private static LatencyProfile? Constant(string name)
    {
        if (!name.StartsWith(ConstantPrefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var parts = name[ConstantPrefix.Length..].Split('/');
        if (parts.Length > 2 || !TryMilliseconds(parts[0], out var latencyMs))
        {
            return null;
        }

        var firstTokenMs = latencyMs / 4;
        if (parts.Length == 2 && (!TryMilliseconds(parts[1], out firstTokenMs) || firstTokenMs > latencyMs))
        {
            return null;
        }

        return new() { Name = name, Latency = QuantileCurve.Constant(latencyMs), TimeToFirstToken = QuantileCurve.Constant(firstTokenMs) };
    }

    private static bool TryMilliseconds(string text, out double milliseconds) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out milliseconds) && milliseconds <= 3_600_000;

    /// <summary>A lognormal body up to p98, then a jump of a thousandth's width to the stalled component.</summary>
    private static Knot[] StallKnots(double bodyLogSd, double p95, double p98, double stalled, double p99, double beyond) =>
    [
        new(-1, -bodyLogSd), new(0, 0), Knot.AtQuantile95(p95), Knot.At(2.0537, p98), Knot.At(2.0749, stalled), Knot.AtQuantile99(p99),
        Knot.At(2.6, beyond),
    ];
}
