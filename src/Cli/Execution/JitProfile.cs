using System.Runtime;

namespace Persona.Bench.Cli.Execution;

/// <summary>
/// Lets the runtime note which methods a start compiles, and compile them on another core at the next start. Compiled-ahead
/// code cannot hold the framework's generics over our types, of which the host, the bus and the database need thousands.
/// </summary>
internal static class JitProfile
{
    public static void Start(string name)
    {
        // Beside the program, hence one for each build; where that cannot be written the runtime does without.
        ProfileOptimization.SetProfileRoot(AppContext.BaseDirectory);
        ProfileOptimization.StartProfile(name + ".jitprofile");
    }
}
