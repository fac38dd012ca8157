using System.Runtime;

namespace Persona.Bench.Cli.Execution;

/// <summary>
/// Records which methods a start compiles, so that the next start compiles them on another core. Ahead-of-time code cannot
/// contain the framework's generics over our types, of which the host, the bus and the database need thousands.
/// </summary>
internal static class JitProfile
{
    public static void Start(string name)
    {
        // Beside the program, so one for each build. If that folder is not writable, the runtime does without.
        ProfileOptimization.SetProfileRoot(AppContext.BaseDirectory);
        ProfileOptimization.StartProfile(name + ".jitprofile");
    }
}
