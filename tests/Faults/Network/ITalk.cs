namespace Persona.Bench.Faults.Network;

/// <summary>Understands one direction of one connection well enough to say what is being said.</summary>
internal interface ITalk
{
    /// <summary>What became complete with these bytes.</summary>
    IReadOnlyList<string> Hear(ReadOnlySpan<byte> bytes);
}
