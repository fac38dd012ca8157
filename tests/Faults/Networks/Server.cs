namespace Persona.Bench.Faults.Networks;

/// <summary>The servers a worker connects to.</summary>
public enum Server
{
    Broker,
    Database,
    Provider,
}
