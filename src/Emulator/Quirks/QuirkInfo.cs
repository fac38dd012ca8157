namespace Persona.Bench.Emulator.Quirks;

/// <summary>A departure from the wire formats, for documents and tests.</summary>
/// <param name="Name">As in options.</param>
/// <param name="Description">What the server does, in one line.</param>
/// <param name="Formats">The wire formats that it applies to: <c>openai</c>, <c>anthropic</c>, <c>gemini</c>, <c>ollama</c>.</param>
public sealed record QuirkInfo(string Name, string Description, IReadOnlyList<string> Formats);
