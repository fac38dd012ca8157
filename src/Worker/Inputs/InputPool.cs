using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Worker.Inputs;

/// <summary>The research data of a workload, cut into items: rows, notes, sections, paragraphs.</summary>
public sealed class InputPool
{
    private readonly ConcurrentDictionary<(int InputBytes, int Seed), InputDraw> _draws = new();

    private InputPool(IReadOnlyList<string> items)
    {
        Items = items;
        Sizes = [.. items.Select(Encoding.UTF8.GetByteCount)];
        Hash = HashOf(items);
    }

    /// <summary>In the order of the files and within each file; lines end with a line feed, nothing stands around an item.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>Bytes of each item in UTF-8.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>
    /// <c>sha256:…</c> over the items, each as its length in bytes (decimal), a line feed, its UTF-8 and a line feed. The same on
    /// every platform, whatever line ends and file names the data came with.
    /// </summary>
    public string Hash { get; }

    /// <summary>Reads the files of a workload.</summary>
    /// <param name="inputs"><c>shipped:NAME</c>, or paths.</param>
    /// <param name="baseFolder">Where relative paths start.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InputException">A file is missing, too large, not UTF-8, malformed or of an unknown kind, or there is no item.</exception>
    public static async Task<InputPool> LoadAsync(IReadOnlyList<string> inputs, string baseFolder, CancellationToken cancellationToken)
    {
        var items = new List<string>();
        foreach (var input in inputs)
        {
            var file = await InputFile.ReadAsync(input, baseFolder, cancellationToken);
            items.AddRange(InputFormat.Split(file));
        }

        if (items.Count == 0)
            throw new InputException(Empty(inputs));
        return new InputPool(items);
    }

    /// <summary>The research data of one iteration; see <see cref="InputDraw"/>.</summary>
    public IReadOnlyList<string> Draw(int inputBytes, int seed, int iteration) =>
        [.. _draws.GetOrAdd((inputBytes, seed), key => new InputDraw(Sizes, key.InputBytes, key.Seed)).Of(iteration).Select(index => Items[index])];

    private static string Empty(IReadOnlyList<string> inputs) => inputs.Count == 0
        ? "no input files: give the workload at least one under inputs"
        : $"no research data in {string.Join(", ", inputs)}: every file is empty";

    private static string HashOf(IReadOnlyList<string> items)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var item in items)
        {
            var bytes = Encoding.UTF8.GetBytes(item);
            hash.AppendData(Encoding.ASCII.GetBytes(bytes.Length.ToString(CultureInfo.InvariantCulture) + "\n"));
            hash.AppendData(bytes);
            hash.AppendData("\n"u8);
        }

        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
