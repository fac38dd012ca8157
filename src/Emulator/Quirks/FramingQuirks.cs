using System.Text.Json.Nodes;
using static Persona.Bench.Emulator.Quirks.StreamEdits;

namespace Persona.Bench.Emulator.Quirks;

/// <summary>How events are written, and what stands between them.</summary>
internal static class FramingQuirks
{
    private static readonly string[] Events = [Quirk.OpenAI, Quirk.Anthropic, Quirk.Gemini];

    public static IReadOnlyList<Quirk> All { get; } =
    [
        new("crlf", "ends lines with CR LF") { Change = a => a.Map(frame => frame.Replace("\n", "\r\n", StringComparison.Ordinal)) },
        new("bom", "begins with a byte order mark") { Change = a => a.Opened("\ufeff") },
        new("blank-lines", "sends more blank lines than needed") { Change = a => a.Opened("\n\n").Map(frame => frame + "\n\n") },
        new("no-last-line-feed", "leaves out the line feeds after the last event") { Change = a => a with { Closing = TrimEnd(a.Closing), Chunks = a.Closing.Length > 0 ? a.Chunks : [.. a.Chunks.SkipLast(1), TrimEnd(a.Chunks[^1])] } },
        new("no-space", "writes data: without the space after it")
        {
            Formats = Events, Change = a => a.Map(frame => frame.Replace("data: ", "data:", StringComparison.Ordinal)),
        },
        new("comments", "sends comments between events, as gateways do while they wait")
        {
            Formats = Events, Change = a => a.Opened(": PROCESSING\n\n").Map(frame => ": keep-alive\n\n" + frame),
        },
        new("empty-data", "sends events without data") { Formats = Events, Change = a => a.Map(frame => "data:\n\ndata: \n\n" + frame) },
        new("pings", "sends ping events, with and without JSON")
        {
            Formats = Events, Change = a => a.Map(frame => "event: ping\ndata: {\"type\": \"ping\"}\n\nevent: ping\ndata: ping\n\n" + frame),
        },
        new("named-events", "names and numbers its events") { Formats = [Quirk.OpenAI, Quirk.Gemini], Change = a => a.Map(frame => "event: message\nid: 7\nretry: 3000\n" + frame) },
        new("done", "ends with [DONE], which belongs to the format of OpenAI") { Formats = [Quirk.Anthropic, Quirk.Gemini], Change = a => a.Closed(Event("[DONE]")) },
        new("no-done", "ends without [DONE]") { Formats = [Quirk.OpenAI], Change = a => a.Map(frame => IsDone(frame) ? "" : frame) },
        new("done-twice", "sends [DONE] twice") { Formats = [Quirk.OpenAI], Change = a => a.Closed(Event("[DONE]")) },
        new("done-before-usage", "sends [DONE] before the usage")
        {
            Formats = [Quirk.OpenAI], Change = a => a.MapJson(json => json["usage"] is JsonObject ? [] : [json]).Closed(Event("""{"choices":[],"usage":{"prompt_tokens":9,"completion_tokens":9}}""")),
        },
        new("json-lines", "sends lines of JSON instead of events")
        {
            Formats = Events, Change = a => a.Map(frame => frame.IndexOf('{', StringComparison.Ordinal) is >= 0 and var at ? frame[at..].TrimEnd('\n') + "\n" : ""),
        },
    ];

    private static bool IsDone(string frame) => frame.Contains("[DONE]", StringComparison.Ordinal);

    private static byte[] TrimEnd(byte[] bytes) => bytes.AsSpan().TrimEnd((byte)'\n').ToArray();
}
