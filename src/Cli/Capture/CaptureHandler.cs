using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Failures;

namespace Persona.Bench.Cli.Capture;

internal static class CaptureHandler
{
    public static Task<int> HandleAsync(CaptureOptions options, CommandContext context, CancellationToken cancellationToken) =>
        throw new ExecutionException("'capture' is not part of this build");
}
