using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Failures;

namespace Persona.Bench.Cli.Runs;

internal static class RunsHandler
{
    public static Task<int> HandleAsync(RunsOptions options, CommandContext context, CancellationToken cancellationToken) =>
        throw new ExecutionException("'runs' is not part of this build");
}
