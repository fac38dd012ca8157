namespace Persona.Bench.Core.Workloads;

/// <summary>
/// Selects the pool items for an iteration's prompt. The selection depends only on the seed and the iteration: every worker and
/// provider draws the same items, whatever the order of execution.
/// <para>The first item cycles through the whole pool in an order shuffled by the seed, so that consecutive prompts differ from
/// the start and no provider's prefix cache can answer. The other items are drawn at random. A duplicate prompt is redrawn, so
/// prompts stay distinct as long as the pool permits.</para>
/// </summary>
public sealed class InputDraw
{
    private const int Tries = 32;
    private const int ClosingCandidates = 8;

    // A pool cycled through more often than this is too small for its workload; keeping its prompts distinct would only cost time.
    private const int RoundsKeptDistinct = 64;

    private readonly IReadOnlyList<int> _sizes;
    private readonly int _inputBytes;
    private readonly int _seed;
    private readonly int[] _first;

    // Draws so far per position, from round 0. The next round must differ from them.
    private readonly List<int[]>[] _drawn;

    /// <param name="sizes">Size of each pool item in bytes.</param>
    /// <param name="inputBytes">Target size in bytes. A draw ends when another item would not bring it closer.</param>
    /// <param name="seed">The run's seed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pool is empty, or the target size is not positive.</exception>
    public InputDraw(IReadOnlyList<int> sizes, int inputBytes, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sizes.Count, nameof(sizes));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputBytes);
        (_sizes, _inputBytes, _seed) = (sizes, inputBytes, seed);
        _first = FirstItems(sizes.Count, seed);
        _drawn = [.. sizes.Select(_ => new List<int[]>())];
    }

    /// <summary>Indexes into the pool, in prompt order: at least one, without duplicates.</summary>
    /// <param name="iteration">From 1. Zero and negative numbers are for warm-ups, which get inputs of their own.</param>
    public IReadOnlyList<int> Of(int iteration)
    {
        var position = (int)Modulo((long)iteration - 1, _sizes.Count);
        var round = ((long)iteration - 1 - position) / _sizes.Count;
        if (round is < 0 or >= RoundsKeptDistinct)
            return DrawUnlike([], position, round);
        lock (_drawn)
        {
            var drawn = _drawn[position];
            while (drawn.Count <= round)
                drawn.Add(DrawUnlike(drawn, position, drawn.Count));
            return drawn[(int)round];
        }
    }

    private static int[] FirstItems(int count, int seed)
    {
        var items = Enumerable.Range(0, count).ToArray();
        var random = SplitMix64.ForKeys(seed);
        random.Shuffle<int>(items);
        return items;
    }

    // Only prompts with the same first item can be equal: those of earlier rounds at this position.
    private int[] DrawUnlike(List<int[]> earlier, int position, long round)
    {
        var random = SplitMix64.ForKeys(_seed, round, position);
        var first = _first[position];
        var drawn = Fill(_sizes, _inputBytes, first, minimum: 1, ref random);
        for (var tries = 1; tries < Tries && earlier.Exists(other => other.AsSpan().SequenceEqual(drawn)); tries++)
            drawn = Fill(_sizes, _inputBytes, first, minimum: tries < Tries / 2 ? 1 : 2, ref random);
        return drawn;
    }

    private static int[] Fill(IReadOnlyList<int> sizes, int inputBytes, int first, int minimum, ref SplitMix64 random)
    {
        var order = Enumerable.Range(0, sizes.Count).ToArray();
        (order[0], order[first]) = (order[first], order[0]);
        var count = 1;
        long total = sizes[first];
        while (count < order.Length)
        {
            BringForward(order, count, ref random);
            if (total + sizes[order[count]] > inputBytes)
                break;
            total += sizes[order[count]];
            count++;
        }

        return order[..(count + Close(order, sizes, count, inputBytes - total, count < minimum, ref random))];
    }

    // Of the next few items, the best fit for the remaining bytes is added last, if it brings the prompt closer to its target size.
    private static int Close(int[] order, IReadOnlyList<int> sizes, int count, long left, bool always, ref SplitMix64 random)
    {
        if (count == order.Length)
            return 0;

        var best = count;
        for (var candidate = count + 1; candidate < Math.Min(order.Length, count + ClosingCandidates); candidate++)
        {
            BringForward(order, candidate, ref random);
            if (Math.Abs(left - sizes[order[candidate]]) < Math.Abs(left - sizes[order[best]]))
                best = candidate;
        }

        (order[count], order[best]) = (order[best], order[count]);
        return always || Math.Abs(left - sizes[order[count]]) < Math.Abs(left) ? 1 : 0;
    }

    private static void BringForward(int[] order, int position, ref SplitMix64 random)
    {
        var other = position + random.NextBelow(order.Length - position);
        (order[position], order[other]) = (order[other], order[position]);
    }

    private static long Modulo(long value, long divisor) => ((value % divisor) + divisor) % divisor;
}
