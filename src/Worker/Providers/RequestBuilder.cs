using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Worker.Providers;

/// <summary>Builds the address and the body of requests to one provider.</summary>
/// <param name="format">The provider's API.</param>
/// <param name="definition">The provider.</param>
/// <param name="endpoint">Its address.</param>
/// <param name="query">Parameters of every request, escaped; empty for none.</param>
internal sealed class RequestBuilder(WireFormat format, ProviderDefinition definition, ProviderEndpoint endpoint, string query)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly JsonObject? _extra = definition.Request.ExtraBody is { } extra ? JsonNode.Parse(extra)?.AsObject() : null;

    public BuiltRequest Build(string prompt, ModelParameters parameters)
    {
        var request = new WireRequest(definition.Model, prompt, parameters, definition.Request);
        return new(Address(request), Body(request));
    }

    private Uri Address(WireRequest request)
    {
        var address = endpoint.Root.AbsoluteUri.TrimEnd('/') + format.Path(request);
        return new(query.Length == 0 ? address : $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{query}");
    }

    private ReadOnlyMemory<byte> Body(WireRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>(request.Prompt.Length + 1024);
        using (var body = new Utf8JsonWriter(buffer, Options))
        {
            body.WriteStartObject();
            format.Write(body, request);
            body.WriteEndObject();
        }

        if (_extra is null)
            return buffer.WrittenMemory;
        var merged = JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
        Merge(merged, _extra);
        return JsonSerializer.SerializeToUtf8Bytes<JsonNode>(merged);
    }

    // Objects are merged, other values replaced; null removes.
    private static void Merge(JsonObject target, JsonObject extra)
    {
        foreach (var (name, value) in extra)
        {
            if (value is null)
                target.Remove(name);
            else if (value is JsonObject inner && target[name] is JsonObject existing)
                Merge(existing, inner);
            else
                target[name] = value.DeepClone();
        }
    }
}

/// <summary>A request, ready to be sent, more than once if need be.</summary>
internal sealed record BuiltRequest(Uri Address, ReadOnlyMemory<byte> Body);
