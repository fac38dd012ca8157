using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Persona.Bench.Emulator.WireFormats;

/// <summary>Writes JSON documents and server-sent events as bytes.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Object(Action<Utf8JsonWriter> properties)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        WriteObject(buffer, properties);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>One line of JSON and a line feed.</summary>
    public static byte[] Line(Action<Utf8JsonWriter> properties) => Framed([], properties, "\n"u8);

    /// <summary><c>data: …</c> and an empty line, preceded by the event's name if the format has names.</summary>
    public static byte[] Event(Action<Utf8JsonWriter> properties) => Framed("data: "u8, properties, "\n\n"u8);

    public static byte[] NamedEvent(string name, Action<Utf8JsonWriter> properties) =>
        Framed(System.Text.Encoding.UTF8.GetBytes($"event: {name}\ndata: "), properties, "\n\n"u8);

    private static byte[] Framed(ReadOnlySpan<byte> before, Action<Utf8JsonWriter> properties, ReadOnlySpan<byte> after)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        buffer.Write(before);
        WriteObject(buffer, properties);
        buffer.Write(after);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteObject(ArrayBufferWriter<byte> buffer, Action<Utf8JsonWriter> properties)
    {
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        properties(writer);
        writer.WriteEndObject();
    }

    /// <summary>A property that is itself an object.</summary>
    public static void Nested(this Utf8JsonWriter writer, string name, Action<Utf8JsonWriter> properties)
    {
        writer.WriteStartObject(name);
        properties(writer);
        writer.WriteEndObject();
    }

    /// <summary>A property that is an array of one object.</summary>
    public static void Single(this Utf8JsonWriter writer, string name, Action<Utf8JsonWriter> properties)
    {
        writer.WriteStartArray(name);
        writer.WriteStartObject();
        properties(writer);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
