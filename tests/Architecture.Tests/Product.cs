using System.Reflection;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;
using Type = System.Type;

namespace Persona.Bench.Architecture.Tests;

/// <summary>The assemblies under test, and the dependencies of their types, read once.</summary>
internal static class Product
{
    public const string Prefix = "Persona.Bench.";

    private static readonly string[] Names =
    [
        "Persona.Bench.Contracts", "Persona.Bench.Core", "Persona.Bench.Files", "Persona.Bench.Storage", "Persona.Bench.Hosting",
        "Persona.Bench.Coordinator", "Persona.Bench.Worker", "Persona.Bench.Emulator", "persona",
    ];

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> Model =
        new(() => new ArchLoader().LoadAssemblies([.. Names.Select(Assembly.Load), typeof(Product).Assembly]).Build());

    public static IReadOnlyList<Assembly> Assemblies { get; } = [.. Names.Select(Assembly.Load)];

    /// <summary>Types that were written, not generated.</summary>
    public static IEnumerable<Type> Types => Assemblies.SelectMany(assembly => assembly.GetTypes()).Where(IsWritten);

    /// <summary>Each type of ours with the full names of the types that it uses.</summary>
    public static IEnumerable<TypeUse> Uses(string namespacePrefix) => Model.Value.Types
        .Where(type => IsIn(type.FullName, namespacePrefix))
        .SelectMany(type => type.Dependencies.Select(dependency => new TypeUse(type.FullName, dependency.Target.FullName)))
        .Distinct();

    public static bool IsIn(string fullName, string namespacePrefix) => fullName.StartsWith(namespacePrefix + ".", StringComparison.Ordinal);

    private static bool IsWritten(Type type) =>
        type.Namespace?.StartsWith("Persona.Bench", StringComparison.Ordinal) == true
        && !type.Name.Contains('<', StringComparison.Ordinal)
        && type.GetCustomAttribute<System.CodeDom.Compiler.GeneratedCodeAttribute>() is null;
}

/// <summary>One type uses another.</summary>
internal sealed record TypeUse(string From, string To);
