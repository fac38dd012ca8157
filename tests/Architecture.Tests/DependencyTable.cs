namespace Persona.Bench.Architecture.Tests;

/// <summary>The table of dependencies of docs/architecture.md: what each project may use besides the .NET class library.</summary>
internal static class DependencyTable
{
    private static readonly string[] Framework = ["System", "netstandard", "mscorlib", "Microsoft.CSharp", "Microsoft.Win32"];

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Persona.Bench.Contracts"] = [],
        ["Persona.Bench.Core"] = ["Perfolizer", "Pragmastat", "MathNet"],
        ["Persona.Bench.Files"] = ["Persona.Bench.Contracts", "Persona.Bench.Core", "YamlDotNet"],
        ["Persona.Bench.Storage"] =
        [
            "Persona.Bench.Contracts", "Persona.Bench.Core", "Persona.Bench.Files",
            "Microsoft.EntityFrameworkCore", "EFCore.NamingConventions", "Microsoft.Data.Sqlite", "SQLitePCLRaw", "Npgsql",
            "Microsoft.Extensions",
        ],
        ["Persona.Bench.Hosting"] =
        [
            "Persona.Bench.Contracts", "Persona.Bench.Core", "Persona.Bench.Files", "Persona.Bench.Storage",
            "MassTransit", "Microsoft.Extensions", "Microsoft.AspNetCore", "Serilog",
        ],
        ["Persona.Bench.Coordinator"] =
        [
            "Persona.Bench.Contracts", "Persona.Bench.Core", "Persona.Bench.Storage", "Persona.Bench.Hosting", "MassTransit", "Microsoft.Extensions",
        ],
        ["Persona.Bench.Worker"] =
        [
            "Persona.Bench.Contracts", "Persona.Bench.Core", "Persona.Bench.Files", "Persona.Bench.Storage", "Persona.Bench.Hosting",
            "MassTransit", "Microsoft.Extensions", "Polly", "CsvHelper",
        ],
        ["Persona.Bench.Emulator"] = ["Microsoft.AspNetCore", "Microsoft.Extensions"],
    };

    public static IEnumerable<string> Projects => Allowed.Keys;

    /// <summary>Descriptions of the forbidden references of a project.</summary>
    public static IReadOnlyList<string> Violations(string project, IEnumerable<string?> references) =>
    [
        .. references.OfType<string>()
            .Where(reference => !Matches(reference, Framework) && !Matches(reference, Allowed[project]))
            .Select(reference => $"{project} uses {reference}"),
    ];

    private static bool Matches(string name, string[] allowed) =>
        allowed.Any(entry => name == entry || name.StartsWith(entry + ".", StringComparison.Ordinal));
}
