namespace Persona.Bench.Core.Workloads;

/// <summary>
/// A small pseudo-random generator with a stable sequence; that of a seeded <see cref="Random"/> may change between versions
/// of .NET. Steele, Lea &amp; Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. Not for secrets.
/// </summary>
public struct SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A generator seeded from a list of keys. Lists that differ in any key or in their order give unrelated numbers.</summary>
    public static SplitMix64 ForKeys(params ReadOnlySpan<long> keys)
    {
        var seed = 0UL;
        foreach (var key in keys)
            seed = new SplitMix64(seed ^ unchecked((ulong)key)).Next();
        return new SplitMix64(seed);
    }

    /// <summary>The next number, uniform over all 64-bit values.</summary>
    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var mixed = _state;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }

    /// <summary>A number from 0 to <paramref name="bound"/> - 1, without bias (Lemire 2019: multiply, then reject the uneven remainder).</summary>
    public int NextBelow(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        var range = (ulong)bound;
        var high = Math.BigMul(Next(), range, out var low);
        if (low < range)
        {
            var uneven = unchecked(0UL - range) % range;
            while (low < uneven)
                high = Math.BigMul(Next(), range, out low);
        }

        return (int)high;
    }

    /// <summary>Shuffles <paramref name="items"/> (Fisher-Yates); every order is equally likely.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = 0; i < items.Length - 1; i++)
        {
            var other = i + NextBelow(items.Length - i);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }
}
