using Persona.Bench.Core.Configuration;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Configuration;

/// <summary>Keys that are names.</summary>
internal static class Names
{
    private const string Rule = "letters, digits, '.', '_' and '-', at most 64, beginning with a letter or digit";

    /// <summary>A user-defined name. '@' is not allowed: it separates workload and provider in a baseline.</summary>
    public static string Require(YamlEntry entry) => SafeName.IsSafe(entry.Key) && !entry.Key.Contains('@', StringComparison.Ordinal)
        ? entry.Key
        : throw new YamlFileException(entry.Location, $"not a safe name: use {Rule}");

    /// <summary>A name that is defined elsewhere.</summary>
    public static void RequireKnown(YamlEntry entry, string what, IReadOnlyCollection<string> known)
    {
        if (known.Contains(entry.Key)) return;
        throw new YamlFileException(entry.Location, $"there is no such {what}: {Suggestion.Sentence(entry.Key, known)}");
    }
}
