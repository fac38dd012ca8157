using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Persona.Bench.Cli.Documents.Formats.Json;

/// <summary>How every document of the command line is spelt.</summary>
internal static class JsonText
{
    public static string Serialize<T>(T document, JsonTypeInfo<T> type)
    {
        // Readable where JSON allows it: the output is a document, not part of a web page. One line break on every system.
        var readable = new JsonSerializerOptions(type.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };
        return JsonSerializer.Serialize(document, (JsonTypeInfo<T>)readable.GetTypeInfo(typeof(T)));
    }
}
