using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Failures;

namespace Persona.Bench.Cli.List;

internal static class ListHandler
{
    public static Task<int> HandleAsync(ListOptions options, CommandContext context, CancellationToken cancellationToken) =>
        throw new ExecutionException("'list' is not part of this build");
}
