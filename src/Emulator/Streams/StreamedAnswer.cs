namespace Persona.Bench.Emulator.Streams;

/// <summary>A stream, split where it waits: the opening is sent with the first chunk, the closing with the last.</summary>
/// <param name="Opening">Events before the first token.</param>
/// <param name="Chunks">One event for each token.</param>
/// <param name="Closing">Events after the last token.</param>
internal sealed record StreamedAnswer(byte[] Opening, IReadOnlyList<byte[]> Chunks, byte[] Closing);
