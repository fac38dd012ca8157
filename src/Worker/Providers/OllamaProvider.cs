using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;
using OllamaSharp.Models.Exceptions;
using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Worker.Providers;

/// <summary>Client for Ollama's chat API.</summary>
internal sealed class OllamaProvider(string model, string? key, ProviderEndpoint endpoint, HttpClient http)
    : ProviderClient(Client(model, key, endpoint, http), http)
{
    // The client reports "stop" for every end.
    public override ChatFinishReason? Finish(ChatResponseUpdate update) =>
        update.RawRepresentation is ChatDoneResponseStream { DoneReason: "length" } ? ChatFinishReason.Length : update.FinishReason;

    // The client invents an id.
    public override string? Id(ChatResponseUpdate update) => null;

    public override ProviderFault? Fault(Exception exception) => exception is OllamaException
        ? new(ErrorKind.Server, $"{endpoint.Authority} aborted the answer: {ProviderMessage.OneLine(exception.Message)}")
        : null;

    private static OllamaApiClient Client(string model, string? key, ProviderEndpoint endpoint, HttpClient http)
    {
        http.BaseAddress = new Uri(endpoint.Root.AbsoluteUri.TrimEnd('/') + "/");
        var client = new OllamaApiClient(http, model);

        // Ollama itself needs no key; a proxy in front of it may.
        if (key is not null)
            client.DefaultRequestHeaders["Authorization"] = "Bearer " + key;
        Adjust(client.OutgoingJsonSerializerOptions, WithoutCustomHeaders);
        Adjust(client.IncomingJsonSerializerOptions, WithError);
        return client;
    }

    private static void Adjust(JsonSerializerOptions options, Action<JsonTypeInfo> modifier) =>
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(modifier);

    // The client would write its own bookkeeping into the body.
    private static void WithoutCustomHeaders(JsonTypeInfo type)
    {
        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            if (type.Properties[index].Name == nameof(OllamaRequest.CustomHeaders))
                type.Properties.RemoveAt(index);
        }
    }

    // An error in mid-stream is a separate line, which the client would read as an empty answer.
    private static void WithError(JsonTypeInfo type)
    {
        if (type.Kind is not JsonTypeInfoKind.Object || !typeof(ChatResponseStream).IsAssignableFrom(type.Type))
            return;
        var error = type.CreateJsonPropertyInfo(typeof(JsonElement), "error");
        error.Set = static (_, value) => throw new ResponseError(ProviderMessage.Words((JsonElement)value!) ?? "no reason given");
        type.Properties.Add(error);
    }
}
