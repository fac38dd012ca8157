namespace Persona.Bench.Worker.Machine;

/// <summary>Where the operating system says how much memory this process has resident.</summary>
internal interface IResidentMemory : IDisposable
{
    /// <summary>Bytes now; null where it cannot be known. Called every few milliseconds: must not allocate.</summary>
    long? Current();

    /// <summary>Bytes at the highest point since the process started; null where the system keeps none.</summary>
    long? HighWater();
}
