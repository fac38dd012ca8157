namespace Persona.Bench.Emulator.Profiles;

/// <summary>
/// Random numbers as a pure function of (seed, stream, index), so that request n draws the same numbers regardless of earlier
/// requests and threads. The mixing is SplitMix64 (Steele, Lea &amp; Flood 2014).
/// </summary>
internal static class SeededNoise
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    public static ulong Bits(int seed, NoiseStream stream, long index) =>
        Mix(Mix(Mix(unchecked((ulong)seed + GoldenGamma)) + ((ulong)stream * GoldenGamma)) + (unchecked((ulong)index) * GoldenGamma));

    /// <summary>Uniform in (0, 1).</summary>
    public static double Uniform(int seed, NoiseStream stream, long index) => ((Bits(seed, stream, index) >> 11) + .5) / (1UL << 53);

    /// <summary>Standard normal (Box-Muller).</summary>
    public static double Normal(int seed, NoiseStream stream, long index)
    {
        var bits = Bits(seed, stream, index);
        var radius = Math.Sqrt(-2 * Math.Log(((bits >> 11) + .5) / (1UL << 53)));
        return radius * Math.Cos(2 * Math.PI * ((Mix(bits + GoldenGamma) >> 11) / (double)(1UL << 53)));
    }
}

internal enum NoiseStream
{
    Latency = 1,
    FirstToken = 2,
    Fault = 3,
    RequestId = 4,
}
