using Persona.Bench.Cli.Execution;
using Persona.Bench.Cli.Execution.Planning;
using Persona.Bench.Cli.Shell.CommandLine;

namespace Persona.Bench.Cli.Commands.Run;

internal static class RunHandler
{
    public static Task<int> HandleAsync(RunOptions options, CommandContext context, CancellationToken cancellationToken) =>
        Benchmark.ExecuteAsync(options, (_, _) => null, context, cancellationToken);
}
