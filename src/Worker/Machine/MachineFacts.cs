namespace Persona.Bench.Worker.Machine;

/// <summary>What an operating system reports about its machine; null where it does not.</summary>
/// <param name="Cpu">Model as the system spells it.</param>
/// <param name="MemoryBytes">Memory that this process may use: physical, or a control group's limit below that.</param>
/// <param name="Os">Distribution or product name with version.</param>
/// <param name="Kernel">Kernel release.</param>
internal sealed record MachineFacts(string? Cpu, long? MemoryBytes, string? Os, string? Kernel);
