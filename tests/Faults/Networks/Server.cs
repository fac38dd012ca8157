namespace Persona.Bench.Faults.Networks;

/// <summary>What a worker is connected to.</summary>
public enum Server
{
    Broker,
    Database,
    Provider,
}
