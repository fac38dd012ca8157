using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.Failures;

namespace Persona.Bench.Cli.Resume;

internal static class ResumeHandler
{
    public static Task<int> HandleAsync(ResumeOptions options, CommandContext context, CancellationToken cancellationToken) =>
        throw new ExecutionException("'resume' is not part of this build");
}
