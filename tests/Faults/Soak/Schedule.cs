using Persona.Bench.Faults.Bench;

namespace Persona.Bench.Faults.Soak;

/// <summary>One to three faults, each triggered at a given number of measured items. Fully determined by the seed.</summary>
internal sealed record Schedule(int Number, Random Random, IReadOnlyList<(int AfterItems, SoakFault Fault)> Faults)
{
    private const int MostFaults = 3;

    public string Text => string.Join(", ", Faults.Select(fault => $"{fault.Fault.Name} after {fault.AfterItems}"));

    public static Schedule Draw(int seed, int number)
    {
        var random = new Random(HashCodeOf(seed, number));
        var faults = Enumerable.Range(0, random.Next(1, MostFaults + 1))
            .Select(_ => (AfterItems: random.Next(BenchSettings.Items * 9 / 10), Fault: FaultCatalog.All[random.Next(FaultCatalog.All.Count)]))
            .OrderBy(fault => fault.AfterItems)
            .ToArray();
        return new Schedule(number, random, faults);
    }

    // HashCode.Combine is randomised per process.
    private static int HashCodeOf(int seed, int number) => unchecked((seed * 1_000_003) + number);
}
