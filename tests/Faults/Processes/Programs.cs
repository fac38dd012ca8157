using System.Reflection;
using System.Runtime.InteropServices;

namespace Persona.Bench.Faults.Processes;

/// <summary>The executables, side by side as when installed.</summary>
internal static class Programs
{
    private static readonly string Folder = typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "Programs").Value!;

    public static string Persona { get; } = Path.Combine(Folder, "persona");

    public static string Worker { get; } = Path.Combine(Folder, "Persona.Bench.Worker");

    public static string Coordinator { get; } = Path.Combine(Folder, "Persona.Bench.Coordinator");

    /// <summary>The runtime of this process, passed to the executables.</summary>
    public static string DotnetRoot { get; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
}
