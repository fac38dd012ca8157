using System.Diagnostics;

namespace Persona.Bench.Worker.Machine;

/// <summary>macOS and Windows: from the runtime.</summary>
internal sealed class PortableResidentMemory : IResidentMemory
{
    public long? Current() => Environment.WorkingSet is > 0 and var bytes ? bytes : null;

    public long? HighWater()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 is > 0 and var bytes ? bytes : null;
    }

    public void Dispose()
    {
    }
}
