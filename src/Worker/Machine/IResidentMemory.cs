namespace Persona.Bench.Worker.Machine;

/// <summary>Reads this process's resident memory from the operating system.</summary>
internal interface IResidentMemory : IDisposable
{
    /// <summary>Current bytes; null where unavailable. Called every few milliseconds, so it must not allocate.</summary>
    long? Current();

    /// <summary>Peak bytes since the process started; null where the system does not track it.</summary>
    long? HighWater();
}
