using System.IO.Compression;

namespace Persona.Bench.Worker.Providers.Http;

/// <summary>Decodes a compressed body. None is asked for, but some proxies compress all the same.</summary>
internal static class ContentCoding
{
    public static bool IsCompressed(HttpResponseMessage response) => Codings(response).Any();

    /// <summary>The body without its compression; the stream itself if it is not compressed in a known way.</summary>
    public static Stream Decode(HttpResponseMessage response, Stream body) => Codings(response).Reverse().Aggregate(body, (stream, coding) => coding switch
    {
        "gzip" or "x-gzip" => new GZipStream(stream, CompressionMode.Decompress),
        "br" => new BrotliStream(stream, CompressionMode.Decompress),
        "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
        _ => stream,
    });

    private static IEnumerable<string> Codings(HttpResponseMessage response) =>
        response.Content.Headers.ContentEncoding.Select(coding => coding.ToLowerInvariant()).Where(coding => coding != "identity");
}
