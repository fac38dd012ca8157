using Microsoft.Extensions.AI;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Worker.Providers;

/// <summary>A provider's chat client, and the wire-format differences that it does not cover.</summary>
internal abstract class ProviderClient(IChatClient chat, HttpClient http) : IDisposable
{
    public IChatClient Chat { get; } = chat;

    /// <summary>The model's parameters as this provider expects them.</summary>
    public virtual ChatOptions Options(ModelParameters parameters) =>
        new() { MaxOutputTokens = parameters.MaxTokens, Temperature = (float)parameters.Temperature };

    public virtual ChatFinishReason? Finish(ChatResponseUpdate update) => update.FinishReason;

    /// <summary>The provider's id of the answer, if the body has one.</summary>
    public virtual string? Id(ChatResponseUpdate update) => update.ResponseId;

    /// <summary>Classifies an exception of this client; null if it is not specific to the client.</summary>
    public virtual ProviderFault? Fault(Exception exception) => null;

    /// <summary>A fault reported inside the stream without an exception.</summary>
    public virtual ProviderFault? Fault(ChatResponseUpdate update) => null;

    public void Dispose()
    {
        Chat.Dispose();
        http.Dispose();
    }
}
