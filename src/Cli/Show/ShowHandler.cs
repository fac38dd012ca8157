using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Failures;

namespace Persona.Bench.Cli.Show;

internal static class ShowHandler
{
    public static Task<int> HandleAsync(ShowOptions options, CommandContext context, CancellationToken cancellationToken) =>
        throw new ExecutionException("'show' is not part of this build");
}
