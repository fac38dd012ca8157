using Microsoft.Extensions.AI;
using Persona.Bench.Core.Workloads;

namespace Persona.Bench.Worker.Providers;

/// <summary>A provider's client, and where the wire formats differ beyond it.</summary>
internal abstract class ProviderClient(IChatClient chat, HttpClient http) : IDisposable
{
    public IChatClient Chat { get; } = chat;

    /// <summary>The model's parameters in the spelling of this provider.</summary>
    public virtual ChatOptions Options(ModelParameters parameters) =>
        new() { MaxOutputTokens = parameters.MaxTokens, Temperature = (float)parameters.Temperature };

    public virtual ChatFinishReason? Finish(ChatResponseUpdate update) => update.FinishReason;

    /// <summary>The provider's id of the answer, where the body carries one.</summary>
    public virtual string? Id(ChatResponseUpdate update) => update.ResponseId;

    /// <summary>What an exception of this client means; null: nothing that the client itself knows of.</summary>
    public virtual ProviderFault? Fault(Exception exception) => null;

    /// <summary>A fault that came inside of the stream without an exception.</summary>
    public virtual ProviderFault? Fault(ChatResponseUpdate update) => null;

    public void Dispose()
    {
        Chat.Dispose();
        http.Dispose();
    }
}
