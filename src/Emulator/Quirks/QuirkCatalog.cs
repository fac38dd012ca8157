namespace Persona.Bench.Emulator.Quirks;

/// <summary>All quirks, by name.</summary>
internal static class QuirkCatalog
{
    public static IReadOnlyList<Quirk> All { get; } =
        [.. FramingQuirks.All, .. FieldQuirks.All, .. UsageQuirks.All, .. FinishQuirks.All, .. ReasoningQuirks.All, .. ErrorQuirks.All];

    private static readonly Dictionary<string, Quirk> ByName = All.ToDictionary(quirk => quirk.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when there is no quirk of that name.</summary>
    public static Quirk? Find(string name) => ByName.GetValueOrDefault(name);
}
