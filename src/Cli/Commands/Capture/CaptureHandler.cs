using Persona.Bench.Cli.Execution;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Runs;
using Persona.Bench.Files.Baselines;

namespace Persona.Bench.Cli.Commands.Capture;

internal static class CaptureHandler
{
    public static Task<int> HandleAsync(CaptureOptions options, CommandContext context, CancellationToken cancellationToken) =>
        Benchmark.ExecuteAsync(options.Run, (configuration, version) => Target(options, configuration, version), context, cancellationToken);

    /// <summary>Rejects a file that cannot be written before anything is measured: the calls would be paid for nothing.</summary>
    private static CaptureRequest Target(CaptureOptions options, BenchConfiguration configuration, string version)
    {
        var catalog = new BaselineCatalog(configuration.BaselinesDirectory);
        var path = Path.GetFullPath(options.Output ?? catalog.PathOf(BaselineCatalog.NameOf(version)));
        if (Directory.Exists(path))
        {
            throw new UsageException($"--output {options.Output} is a folder; name the file to write");
        }

        if (File.Exists(path) && !options.Force)
        {
            throw new UsageException(
                $"{Path.GetRelativePath(Directory.GetCurrentDirectory(), path)}: the baseline already exists; "
                + "replace it with --force, or name another file with --output");
        }

        BaselineTarget.RequireWritable(path);
        var stem = Path.GetFileNameWithoutExtension(path);
        return new CaptureRequest(path, SafeName.IsSafe(stem) ? stem : BaselineCatalog.NameOf(version), options.Force, options.AllowErrors);
    }
}
