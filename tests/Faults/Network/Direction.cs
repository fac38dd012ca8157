namespace Persona.Bench.Faults.Network;

internal enum Direction
{
    ToServer,
    ToClient,
}
