using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Persona.Bench.Cli.Documents.Formats.Json;

/// <summary>Serialises every JSON document of the command line.</summary>
internal static class JsonText
{
    public static string Serialize<T>(T document, JsonTypeInfo<T> type)
    {
        // As readable as JSON allows: the output is a document, not part of a web page. The same line break on every system.
        var readable = new JsonSerializerOptions(type.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
        return JsonSerializer.Serialize(document, (JsonTypeInfo<T>)readable.GetTypeInfo(typeof(T)));
    }
}
