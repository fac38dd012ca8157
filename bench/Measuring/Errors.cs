using Persona.Bench.Emulator.GroundTruth;

namespace Persona.Bench.Measuring;

/// <summary>One measured answer, whoever measured it. The first one of each stream opens a connection, while all others do.</summary>
internal sealed record Measured(string RequestId, double LatencyMs, double? FirstTokenMs, bool IsOpening = false, bool TokensDiffer = false);

/// <summary>How far measured times are from those of the provider's log.</summary>
internal sealed class Errors(IReadOnlyCollection<Measured> measured, IReadOnlyDictionary<string, GroundTruthRecord> truth)
{
    private readonly double[] _latency = [.. measured.Select(one => one.LatencyMs - truth[one.RequestId].LatencyMs).Order()];

    private readonly double[] _firstToken =
        [.. measured.Where(one => one.FirstTokenMs is not null).Select(one => one.FirstTokenMs!.Value - truth[one.RequestId].TimeToFirstTokenMs!.Value).Order()];

    public double RealLatencyMs { get; } = measured.Average(one => truth[one.RequestId].LatencyMs);

    public double LatencyMs => _latency.Average();

    public double LatencyP99Ms => Quantile(_latency, 0.99);

    public double FirstTokenMs => _firstToken.Length == 0 ? double.NaN : _firstToken.Average();

    public double FirstTokenP99Ms => _firstToken.Length == 0 ? double.NaN : Quantile(_firstToken, 0.99);

    public int WithoutFirstToken => measured.Count - _firstToken.Length;

    public int Mismatches => measured.Count(one => one.TokensDiffer);

    public static double Quantile(double[] sorted, double p) => sorted[(int)Math.Ceiling(p * sorted.Length) - 1];
}
