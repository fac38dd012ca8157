using System.Text;
using System.Text.Json.Nodes;
using Persona.Bench.Emulator.Streams;

namespace Persona.Bench.Emulator.Quirks;

/// <summary>Changes a stream event by event, or line by line in the format of lines.</summary>
internal static class StreamEdits
{
    private const string Data = "data: ";
    private const string Separator = "\n\n";

    /// <summary>Replaces each event by the text that the function makes of it, separator included.</summary>
    public static StreamedAnswer Map(this StreamedAnswer answer, Func<string, string> change)
    {
        byte[] Changed(byte[] part) => Encoding.UTF8.GetBytes(string.Concat(Split(Encoding.UTF8.GetString(part)).Select(change)));
        return new(Changed(answer.Opening), [.. answer.Chunks.Select(Changed)], Changed(answer.Closing));
    }

    /// <summary>Replaces the JSON of each event.</summary>
    public static StreamedAnswer MapJson(this StreamedAnswer answer, Func<JsonObject, IEnumerable<JsonObject>> change) =>
        answer.Map(frame => EditJson(frame, change));

    /// <inheritdoc cref="MapJson(StreamedAnswer, Func{JsonObject, IEnumerable{JsonObject}})"/>
    public static StreamedAnswer MapJson(this StreamedAnswer answer, Action<JsonObject> change) => answer.MapJson(json =>
    {
        change(json);
        return [json];
    });

    public static StreamedAnswer Opened(this StreamedAnswer answer, string with) => answer with { Opening = [.. Encoding.UTF8.GetBytes(with), .. answer.Opening] };

    public static StreamedAnswer Closed(this StreamedAnswer answer, string with) => answer with { Closing = [.. answer.Closing, .. Encoding.UTF8.GetBytes(with)] };

    /// <summary>Drops everything from the middle of the answer on and ends with this instead.</summary>
    public static StreamedAnswer BrokenOff(this StreamedAnswer answer, string with) =>
        answer with { Chunks = [.. answer.Chunks.Take(answer.Chunks.Count / 2)], Closing = Encoding.UTF8.GetBytes(with) };

    /// <summary>Puts copies of the first chunk, changed, before the others.</summary>
    public static StreamedAnswer Led(this StreamedAnswer answer, int copies, Action<JsonObject> change)
    {
        var first = Encoding.UTF8.GetString(answer.Chunks[0]);
        var lead = Encoding.UTF8.GetBytes(EditJson(first, json =>
        {
            change(json);
            return [json];
        }));
        return answer with { Chunks = [.. Enumerable.Repeat(lead, copies), .. answer.Chunks] };
    }

    private static string EditJson(string frame, Func<JsonObject, IEnumerable<JsonObject>> change)
    {
        var at = frame.IndexOf('{', StringComparison.Ordinal);
        if (at < 0)
            return frame;
        var end = frame.TrimEnd('\n').Length;
        var (before, after) = (frame[..at], frame[end..]);
        return string.Concat(change(JsonNode.Parse(frame[at..end])!.AsObject()).Select(json => before + json.ToJsonString() + after));
    }

    private static IEnumerable<string> Split(string text)
    {
        var separator = text.StartsWith('{') ? "\n" : Separator;
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf(separator, start, StringComparison.Ordinal);
            end = end < 0 ? text.Length : end + separator.Length;
            yield return text[start..end];
            start = end;
        }
    }

    /// <summary>An event of this data.</summary>
    public static string Event(string data) => Data + data + Separator;

    public static JsonObject Choice(this JsonObject chunk) => (chunk["choices"] as JsonArray)?.FirstOrDefault() as JsonObject ?? [];

    public static JsonObject Delta(this JsonObject chunk) => chunk.Choice()["delta"] as JsonObject ?? [];
}
