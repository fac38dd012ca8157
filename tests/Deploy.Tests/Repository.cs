using System.Reflection;

namespace Persona.Bench.Deploy.Tests;

/// <summary>The clone that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(ValueOf("Repository"));

    /// <summary>Debug or Release.</summary>
    public static string Configuration { get; } = ValueOf("Configuration");

    public static string Deploy(string file) => Path.Combine(Root, "deploy", file);

    private static string ValueOf(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
