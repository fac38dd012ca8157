namespace Persona.Bench.Faults.Network;

/// <summary>Parses one direction of one connection just far enough to recognise its texts.</summary>
internal interface ITalk
{
    /// <summary>The texts completed by these bytes.</summary>
    IReadOnlyList<string> Hear(ReadOnlySpan<byte> bytes);
}
