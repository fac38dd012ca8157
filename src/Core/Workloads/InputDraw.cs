namespace Persona.Bench.Core.Workloads;

/// <summary>
/// Which items of a pool stand in the prompt of an iteration. A function of the seed and the iteration alone: every worker and
/// provider draws the same, in whatever order iterations run.
/// <para>The first item of each prompt walks through the whole pool in an order shuffled by the seed, so that prompts next to
/// each other differ from their beginning and no provider's prefix cache answers. The others are drawn at random. A prompt that was drawn
/// before is drawn again, so that all differ as long as the pool permits.</para>
/// </summary>
public sealed class InputDraw
{
    private const int Tries = 32;
    private const int ClosingCandidates = 8;

    // A pool walked through more often than this is too small for its workload; telling its prompts apart would only cost time.
    private const int RoundsKeptDistinct = 64;

    private readonly IReadOnlyList<int> _sizes;
    private readonly int _inputBytes;
    private readonly int _seed;
    private readonly int[] _first;

    // The draws of each position so far, from round 0: the next round's must differ from them.
    private readonly List<int[]>[] _drawn;

    /// <param name="sizes">Bytes of each item of the pool.</param>
    /// <param name="inputBytes">Bytes wanted; a draw ends where adding another item would not come nearer.</param>
    /// <param name="seed">The run's seed.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pool is empty, or no bytes are wanted.</exception>
    public InputDraw(IReadOnlyList<int> sizes, int inputBytes, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfZero(sizes.Count, nameof(sizes));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputBytes);
        (_sizes, _inputBytes, _seed) = (sizes, inputBytes, seed);
        _first = FirstItems(sizes.Count, seed);
        _drawn = [.. sizes.Select(_ => new List<int[]>())];
    }

    /// <summary>Indexes into the pool in the order of the prompt, each at most once, at least one.</summary>
    /// <param name="iteration">From 1; zero and negative numbers give warm-ups inputs of their own.</param>
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

    // Only prompts with the same first item can be the same, and those are the ones of earlier rounds at this position.
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

    // Of the next few items the one that fits the rest best becomes the last, if the prompt is nearer to its size with it than without.
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
