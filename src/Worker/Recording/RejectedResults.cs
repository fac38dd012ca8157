using System.Text.Json;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage;

namespace Persona.Bench.Worker.Recording;

/// <summary>Keeps results that the store rejects, next to the spool and for manual inspection: one per line, as measured, readable only by the owner.</summary>
internal static class RejectedResults
{
    /// <summary>The line as written to the spool.</summary>
    public static byte[] LineOf(Measurement result) => JsonSerializer.SerializeToUtf8Bytes(result, StorageJson.Default.Measurement);

    /// <summary>Returns once the lines are on disk.</summary>
    /// <exception cref="IOException">The lines cannot be written.</exception>
    public static void Append(string path, IEnumerable<ReadOnlyMemory<byte>> lines)
    {
        using var bytes = new MemoryStream();
        foreach (var line in lines)
        {
            bytes.Write(line.Span);
            bytes.WriteByte((byte)'\n');
        }

        var options = new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(bytes.ToArray());
        file.Flush(flushToDisk: true);
    }
}
