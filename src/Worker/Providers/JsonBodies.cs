using System.Text.Json;

namespace Persona.Bench.Worker.Providers;

/// <summary>Parts of a request's body that several formats share.</summary>
internal static class JsonBodies
{
    public static void WriteUserMessage(this Utf8JsonWriter body, string prompt)
    {
        body.WriteStartArray("messages");
        body.WriteStartObject();
        body.WriteString("role", "user");
        body.WriteString("content", prompt);
        body.WriteEndObject();
        body.WriteEndArray();
    }

    public static void WriteTemperature(this Utf8JsonWriter body, WireRequest request)
    {
        if (request.Temperature is { } temperature)
            body.WriteNumber("temperature", temperature);
    }
}
