using Persona.Bench.Emulator.Profiles;

namespace Persona.Bench.Emulator.Answers;

/// <summary>A short sequence of random choices that depends only on seed and text.</summary>
internal sealed class SeededSequence(int seed, string text)
{
    private ulong _state = SeededNoise.Mix(unchecked((ulong)seed)) ^ Fnv1A(text);

    public int Next(int exclusiveBound)
    {
        _state += 0x9E3779B97F4A7C15;
        return (int)(SeededNoise.Mix(_state) % (ulong)exclusiveBound);
    }

    public string Pick(IReadOnlyList<string> choices) => choices[Next(choices.Count)];

    /// <summary>Distinct elements, in random order.</summary>
    public string[] PickSeveral(IReadOnlyList<string> choices, int count)
    {
        var left = choices.ToList();
        var picked = new string[Math.Min(count, left.Count)];
        for (var i = 0; i < picked.Length; i++)
        {
            var index = Next(left.Count);
            picked[i] = left[index];
            left.RemoveAt(index);
        }

        return picked;
    }

    private static ulong Fnv1A(string text)
    {
        var hash = 0xCBF29CE484222325;
        foreach (var character in text)
        {
            hash = (hash ^ character) * 0x100000001B3;
        }

        return hash;
    }
}
