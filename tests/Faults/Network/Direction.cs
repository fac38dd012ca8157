namespace Persona.Bench.Faults.Network;

public enum Direction
{
    ToServer,
    ToClient,
}
