using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Simulations;

/// <summary>Standard normal and uniform random numbers, the same on every machine and .NET version.</summary>
internal sealed class Noise(params long[] keys)
{
    private SplitMix64 _bits = SplitMix64.ForKeys(keys);

    /// <summary>In (0, 1].</summary>
    public double Uniform() => ((_bits.Next() >> 11) + 1) * (1.0 / (1UL << 53));

    /// <summary>Box and Muller 1958.</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(Uniform())) * Math.Cos(2 * Math.PI * Uniform());
}
