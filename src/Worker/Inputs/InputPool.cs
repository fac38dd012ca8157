using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Worker.Inputs;

/// <summary>The research data of a workload, split into items: rows, notes, sections, paragraphs.</summary>
public sealed class InputPool
{
    private readonly ConcurrentDictionary<(int InputBytes, int Seed), InputDraw> _draws = new();

    private InputPool(IReadOnlyList<string> items)
    {
        Items = items;
        Sizes = [.. items.Select(Encoding.UTF8.GetByteCount)];
        Hash = HashOf(items);
    }

    /// <summary>In file order, then in order within each file. Lines end with a line feed; items have no surrounding white space.</summary>
    public IReadOnlyList<string> Items { get; }

    /// <summary>Size of each item in UTF-8 bytes.</summary>
    public IReadOnlyList<int> Sizes { get; }

    /// <summary>
    /// <c>sha256:…</c> over the items, each as its length in bytes (decimal), a line feed, its UTF-8 and a line feed. Identical on
    /// every platform, independent of line ends and file names.
    /// </summary>
    public string Hash { get; }

    /// <summary>Reads the files of a workload.</summary>
    /// <param name="inputs"><c>shipped:NAME</c>, or paths.</param>
    /// <param name="baseFolder">Base of relative paths.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="InputException">A file is missing, too large, not UTF-8, malformed or of an unknown type, or there are no items.</exception>
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
