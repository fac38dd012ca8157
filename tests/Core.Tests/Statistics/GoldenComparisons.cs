using System.Text.Json;

namespace Persona.Bench.Core.Tests.Statistics;

/// <summary>What <c>Golden/comparisons.py</c> computed with numpy, scipy and exact integers.</summary>
internal sealed record GoldenComparisons
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public required double[] Levels { get; init; }

    public required GoldenRank[] Ranks { get; init; }

    public required GoldenShift[] TwoSample { get; init; }

    public required GoldenShift[] Paired { get; init; }

    public required GoldenShift[] Quantiles { get; init; }

    public required GoldenShares[] Shares { get; init; }

    public required GoldenStrata[] Strata { get; init; }

    public required GoldenSessions[] Sessions { get; init; }

    public static GoldenComparisons Load()
    {
        using var stream = typeof(GoldenComparisons).Assembly.GetManifestResourceStream("comparisons.json")!;
        return JsonSerializer.Deserialize<GoldenComparisons>(stream, Options)!;
    }
}

internal sealed record GoldenRank(int X, int Y, double Confidence, long Exact);

internal sealed record GoldenShift(string Name, double[] X, double[] Y, double Probability, double Estimate, double[]?[] Bounds);

internal sealed record GoldenShares(long[] Counts, double Estimate, double[]?[] Bounds);

internal sealed record GoldenStrata(string Name, double[] Estimates, double[] Errors, bool Disagree, double Estimate, double[]?[] Bounds);

internal sealed record GoldenSessions(string Name, double[] Values, double[] HalfWidths, double Deviation);
