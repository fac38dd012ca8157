using System.Text;

namespace Persona.Bench.Worker.Inputs;

/// <summary>One file of research data, as text with LF line ends.</summary>
/// <param name="Name">As the workload spells it; used in messages.</param>
/// <param name="Text">Without a byte order mark.</param>
internal sealed record InputFile(string Name, string Text)
{
    private const int MaximumBytes = 16 * 1024 * 1024;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Extension => Path.GetExtension(Name).ToLowerInvariant();

    public static async Task<InputFile> ReadAsync(string input, string baseFolder, CancellationToken cancellationToken)
    {
        await using var stream = ShippedInputs.IsShipped(input) ? ShippedInputs.Open(input) : Open(input, baseFolder);
        var bytes = await ReadBoundedAsync(stream, input, cancellationToken);
        return new InputFile(input, Decode(bytes, input));
    }

    private static FileStream Open(string input, string baseFolder)
    {
        var path = Path.Combine(baseFolder, input);
        if (Directory.Exists(path))
            throw new InputException($"{input}: is a folder; list the files in it");

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096, useAsync: true);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{input}: no such file in {baseFolder}; correct the path, or use {ShippedInputs.Example}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"{input}: cannot be read: {exception.Message}");
        }
    }

    // Counted while reading: a device or a pipe has no known length.
    private static async Task<byte[]> ReadBoundedAsync(Stream stream, string input, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            content.Write(buffer, 0, read);
            if (content.Length > MaximumBytes)
                throw new InputException($"{input}: larger than 16 MB; split it or use a sample");
        }

        return content.ToArray();
    }

    private static string Decode(byte[] bytes, string input)
    {
        try
        {
            var text = StrictUtf8.GetString(bytes);
            return text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        }
        catch (DecoderFallbackException exception)
        {
            var line = 1 + bytes.AsSpan(0, Math.Clamp(exception.Index, 0, bytes.Length)).Count((byte)'\n');
            throw new InputException($"{input}, line {line}: not UTF-8; save the file as UTF-8");
        }
    }
}
