using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Worker.Providers;

/// <summary>Client for OpenAI's chat completions and compatible servers.</summary>
internal sealed class OpenAIProvider(string model, string? key, ProviderEndpoint endpoint, HttpClient http)
    : ProviderClient(Client(model, key, endpoint, http).AsIChatClient(), http)
{
#pragma warning disable SCME0001, OPENAI001 // The only ways to set a field without a property in the client, and to send no key.
    public override ChatOptions Options(ModelParameters parameters) => new()
    {
        Temperature = (float)parameters.Temperature,
        RawRepresentationFactory = _ =>
        {
            // Compatible servers know only max_tokens; the client would send max_completion_tokens.
            var options = new ChatCompletionOptions();
            options.Patch.Set("$.max_tokens"u8, parameters.MaxTokens);
            return options;
        },
    };

    public override ProviderFault? Fault(ChatResponseUpdate update) => update.RawRepresentation switch
    {
        StreamingChatCompletionUpdate { RefusalUpdate.Length: > 0 } => new(ErrorKind.RefusedContent, $"the model at {endpoint.Authority} declined to answer"),
        StreamingChatCompletionUpdate { FinishReason: null, ContentUpdate: null or { Count: 0 } } raw when raw.Patch.Contains("$.error"u8) =>
            new(ErrorKind.Server, $"{endpoint.Authority} aborted the answer: {ProviderMessage.Parse(raw.Patch.GetJson("$.error"u8).ToMemory())}"),
        _ => null,
    };

    private static ChatClient Client(string model, string? key, ProviderEndpoint endpoint, HttpClient http)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = endpoint.Root,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            EnableDistributedTracing = false,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        };
        return key is null ? new ChatClient(model, new NoAuthentication(), options) : new ChatClient(model, new ApiKeyCredential(key), options);
    }

    private sealed class NoAuthentication : AuthenticationPolicy
    {
        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            ProcessNext(message, pipeline, currentIndex);

        public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            ProcessNextAsync(message, pipeline, currentIndex);
    }
}
