using Persona.Bench.Cli.CommandLine;

namespace Persona.Bench.Cli.Run;

internal static class RunHandler
{
    public static Task<int> HandleAsync(RunOptions options, CommandContext context, CancellationToken cancellationToken) =>
        Benchmark.ExecuteAsync(options, (_, _) => null, context, cancellationToken);
}
