using System.Text.Json;
using System.Text.Json.Serialization;

namespace Persona.Bench.Worker.Providers.Gemini;

// The part of the wire format that one text prompt and its answer need.
internal sealed record GeminiRequest(IReadOnlyList<GeminiContent> Contents, GeminiGenerationConfig GenerationConfig);

internal sealed record GeminiContent(IReadOnlyList<GeminiPart>? Parts, string? Role);

internal sealed record GeminiPart(string? Text, bool? Thought = null);

internal sealed record GeminiGenerationConfig(int? MaxOutputTokens, float? Temperature);

internal sealed record GeminiChunk(
    IReadOnlyList<GeminiCandidate>? Candidates,
    GeminiPromptFeedback? PromptFeedback,
    GeminiUsage? UsageMetadata,
    string? ModelVersion,
    string? ResponseId,
    JsonElement? Error);

internal sealed record GeminiCandidate(GeminiContent? Content, string? FinishReason);

internal sealed record GeminiPromptFeedback(string? BlockReason);

internal sealed record GeminiUsage(long? PromptTokenCount, long? CandidatesTokenCount, long? ThoughtsTokenCount);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 32)]
[JsonSerializable(typeof(GeminiRequest))]
[JsonSerializable(typeof(GeminiChunk))]
internal sealed partial class GeminiJson : JsonSerializerContext;
