using System.Text;

namespace Persona.Bench.Files.Yaml;

/// <summary>Reads a file as text, or says why it cannot.</summary>
internal static class YamlText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Load(string path)
    {
        var file = YamlLocation.Root(path);
        if (Directory.Exists(path)) throw new YamlFileException(file, "is a folder: name a YAML file");
        try
        {
            return Decode(path, LoadBytes(path));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new YamlFileException(file, "there is no such file: check the path", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new YamlFileException(file, "permission denied: check the permissions of the file", error);
        }
        catch (Exception error) when (error is IOException or ArgumentException or NotSupportedException)
        {
            throw new YamlFileException(file, $"the file could not be read: {Reason(error)}", error);
        }
    }

    /// <summary>Decodes strict UTF-8, with or without a byte order mark. Rejects control characters.</summary>
    public static string Decode(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new YamlFileException(YamlLocation.Root(path), "the file is UTF-16: save it as UTF-8");
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        try
        {
            return RejectControlCharacters(path, StrictUtf8.GetString(bytes));
        }
        catch (DecoderFallbackException error)
        {
            var valid = Encoding.UTF8.GetString(bytes[..Math.Clamp(error.Index, 0, bytes.Length)]);
            throw new YamlFileException(LocationAfter(path, valid), "not valid UTF-8: save the file as UTF-8 text", error);
        }
    }

    // The size is checked first, so that a huge file is refused immediately. The read is limited too, for inputs that have no size
    // (a pipe, a device) or grow meanwhile.
    private static byte[] LoadBytes(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        if (stream.CanSeek && stream.Length > YamlLimits.FileBytes) throw TooLarge(path, stream.Length);
        var buffer = new byte[YamlLimits.FileBytes + 1];
        var count = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        // A pipe that was read before looks empty, and an empty configuration means the defaults.
        if (count == 0 && !stream.CanSeek) throw new YamlFileException(YamlLocation.Root(path), "the pipe is empty: it can be read only once; name a file");
        return count > YamlLimits.FileBytes ? throw TooLarge(path, null) : buffer[..count];
    }

    private static YamlFileException TooLarge(string path, long? bytes)
    {
        var size = bytes is { } known ? $"{known / 1024.0 / 1024:0.#} MB" : "more";
        return new(YamlLocation.Root(path), $"the file is too large: at most {YamlLimits.FileBytes / 1024 / 1024} MB are read, found {size}");
    }

    private static string RejectControlCharacters(string path, string text)
    {
        var at = text.AsSpan().IndexOfAnyExceptInRange(' ', '~');
        while (at >= 0 && (!char.IsControl(text[at]) || text[at] is '\t' or '\n' or '\r' or '\u0085'))
        {
            var next = text.AsSpan(at + 1).IndexOfAnyExceptInRange(' ', '~');
            at = next < 0 ? -1 : at + 1 + next;
        }

        if (at < 0) return text;
        var problem = $"control character \\u{(int)text[at]:x4}: remove it, or check that this is a text file";
        throw new YamlFileException(LocationAfter(path, text[..at]), problem);
    }

    private static YamlLocation LocationAfter(string path, string text) =>
        YamlLocation.Root(path, 1 + text.Count(c => c == '\n'), text.Length - text.LastIndexOf('\n'));

    private static string Reason(Exception error) => error.Message.ReplaceLineEndings(" ");
}
