using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>The machines of a run: one line for each that differs from the others in any way.</summary>
internal static class MachineLines
{
    private const string Memory = "memory_gb";

    private static readonly string[] InEveryLine = ["platform", "cpu", "cores", Memory, "os", "fingerprint"];

    public static IReadOnlyList<string> For(IReadOnlyList<MeasuringWorker> workers)
    {
        EnvironmentFingerprint[] machines = [.. workers.Select(worker => worker.Environment).OfType<EnvironmentFingerprint>()];
        IReadOnlyDictionary<string, string>[] entries =
            [.. machines.Select(machine => EnvironmentEntries.Write(new RecordedEnvironment { Fingerprint = machine }))];
        var differing = MixedEntries.Differing(entries);
        // Available memory varies a little from start to start.
        var memory = differing.Contains(Memory) ? (Func<EnvironmentFingerprint, double?>)(machine => machine.MemoryGb) : _ => machines[0].MemoryGb;
        string[] others = [.. differing.Except(InEveryLine)];
        return [.. machines.Zip(entries, (machine, known) => $"{Line(machine, memory(machine))}{Others(known, others)}").Distinct(StringComparer.Ordinal)];
    }

    private static string Line(EnvironmentFingerprint machine, double? memoryGb)
    {
        var memory = memoryGb is { } gigabytes ? $", {Figures.Format(gigabytes)} GB" : "";
        return $"{machine.Platform}, {machine.Cpu ?? "unknown CPU"}, {Figures.Count(machine.Cores, "core", "cores")}{memory}, {machine.Os}";
    }

    private static string Others(IReadOnlyDictionary<string, string> known, string[] names) =>
        string.Concat(names.Select(name => known.TryGetValue(name, out var value) ? $", {name} {value}" : $", no {name}"));
}
