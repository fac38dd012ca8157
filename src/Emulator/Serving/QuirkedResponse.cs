using System.Diagnostics;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Persona.Bench.Emulator.GroundTruth;
using Persona.Bench.Emulator.Quirks;
using Persona.Bench.Emulator.Streams;

namespace Persona.Bench.Emulator.Serving;

/// <summary>Responses of quirks that change more than the events of a stream.</summary>
internal static class QuirkedResponse
{
    /// <summary>A stream in one piece, compressed if the quirk says so.</summary>
    public static byte[] Bytes(HttpResponse response, StreamedAnswer stream, Quirk quirk)
    {
        byte[] plain = [.. stream.Opening, .. stream.Chunks.SelectMany(chunk => chunk), .. stream.Closing];
        if (!quirk.Compressed)
        {
            return plain;
        }

        response.Headers.ContentEncoding = "gzip";
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return compressed.ToArray();
    }

    /// <summary>Sends what stands in the place of an answer.</summary>
    public static async Task SendAsync(HttpContext context, RequestTrace trace, QuirkResponse instead)
    {
        context.Response.StatusCode = trace.Status = instead.Status;
        context.Response.ContentType = instead.ContentType;
        foreach (var (name, value) in instead.Headers)
        {
            context.Response.Headers[name] = value;
        }

        trace.Ended(RequestEnd.Completed, Stopwatch.GetTimestamp());
        await context.Response.WriteAsync(instead.Body, context.RequestAborted);
    }
}
