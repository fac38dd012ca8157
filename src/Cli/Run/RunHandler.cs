using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Failures;

namespace Persona.Bench.Cli.Run;

internal static class RunHandler
{
    public static Task<int> HandleAsync(RunOptions options, CommandContext context, CancellationToken cancellationToken) =>
        throw new ExecutionException("'run' is not part of this build");
}
