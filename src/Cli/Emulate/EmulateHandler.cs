using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Failures;

namespace Persona.Bench.Cli.Emulate;

internal static class EmulateHandler
{
    public static Task<int> HandleAsync(EmulateOptions options, CommandContext context, CancellationToken cancellationToken) =>
        throw new ExecutionException("'emulate' is not part of this build");
}
