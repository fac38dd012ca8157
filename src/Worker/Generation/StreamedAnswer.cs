using System.Text;
using Microsoft.Extensions.AI;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Worker.Providers;

namespace Persona.Bench.Worker.Generation;

/// <summary>Accumulates an answer as it arrives.</summary>
internal sealed class StreamedAnswer(ProviderClient client, TimeProvider time)
{
    private readonly StringBuilder _text = new(4096);
    private UsageDetails? _usage;

    /// <summary>Timestamp of the first non-empty content; null before that.</summary>
    public long? FirstContentAt { get; private set; }

    public ChatFinishReason? Finish { get; private set; }

    public string? Model { get; private set; }

    public string? Id { get; private set; }

    public int Updates { get; private set; }

    public ProviderFault? Fault { get; private set; }

    public string Text => _text.ToString();

    // Until an answer is complete, its usage covers only part of it; 0/0 means unknown.
    public long? InputTokens => Known?.InputTokenCount;

    public long? OutputTokens => Known?.OutputTokenCount;

    private UsageDetails? Known =>
        Finish is null || _usage is null or { InputTokenCount: null or 0, OutputTokenCount: null or 0 } ? null : _usage;

    public void Add(ChatResponseUpdate update)
    {
        Updates++;
        var contents = update.Contents;
        for (var index = 0; index < contents.Count; index++)
            Add(contents[index]);
        Finish = client.Finish(update) ?? Finish;
        Model = update.ModelId ?? Model;
        Id ??= client.Id(update);
        Fault ??= client.Fault(update);
    }

    private void Add(AIContent content)
    {
        switch (content)
        {
            case TextContent { Text.Length: > 0 } text:
                FirstContentAt ??= time.GetTimestamp();
                if (_text.Length + text.Text.Length > PersonaAnswer.LongestText)
                    throw new ProviderFaultException(new(ErrorKind.BadJson, "the answer is too long for any set of personas"));
                _text.Append(text.Text);
                break;
            case UsageContent usage:
                // Some servers send running totals, so the last one counts.
                _usage = usage.Details;
                break;
            case ErrorContent error:
                Fault ??= new(ErrorKind.RefusedContent, $"the model declined: {ProviderMessage.OneLine(error.Message ?? "")}");
                break;
        }
    }
}
