using System.Text.Json;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage;

namespace Persona.Bench.Worker.Recording;

/// <summary>The contents of a dead worker's spool.</summary>
/// <param name="Header">Null if written by a version that did not name the store.</param>
/// <param name="Results">In file order, without warm-ups, which belong to no store.</param>
/// <param name="Unreadable">Lines that are not results: truncated when the writer died, or damaged.</param>
internal sealed record SpoolContent(SpoolHeader? Header, IReadOnlyList<SpooledResult> Results, IReadOnlyList<SpoolLine> Unreadable)
{
    public static async Task<SpoolContent> ReadAsync(Stream file, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        return Parse(bytes.ToArray());
    }

    private static SpoolContent Parse(byte[] bytes)
    {
        SpoolHeader? header = null;
        var results = new List<SpooledResult>();
        var unreadable = new List<SpoolLine>();
        foreach (var line in LinesOf(bytes))
        {
            if (line.Number == 1 && SpoolHeader.Parse(line.Bytes.Span) is { } first)
            {
                header = first;
            }
            else if (ResultOf(line) is not { } result)
            {
                unreadable.Add(line);
            }
            else if (result.ItemId != Guid.Empty)
            {
                results.Add(new SpooledResult(result, line));
            }
        }

        return new SpoolContent(header, results, unreadable);
    }

    private static IEnumerable<SpoolLine> LinesOf(ReadOnlyMemory<byte> bytes)
    {
        for (var number = 1; bytes.Length > 0; number++)
        {
            var length = bytes.Span.IndexOf((byte)'\n') is >= 0 and var end ? end : bytes.Length;
            if (length > 0)
            {
                yield return new SpoolLine(number, bytes[..length]);
            }

            bytes = bytes[Math.Min(length + 1, bytes.Length)..];
        }
    }

    private static Measurement? ResultOf(SpoolLine line)
    {
        try
        {
            return JsonSerializer.Deserialize(line.Bytes.Span, StorageJson.Default.Measurement);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A line of the file, without its line end.</summary>
internal sealed record SpoolLine(int Number, ReadOnlyMemory<byte> Bytes);

internal sealed record SpooledResult(Measurement Result, SpoolLine Line);
