using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Cli.Shell.Output;
using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Runs;
using Persona.Bench.Files.Baselines;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Results;

/// <summary>The baseline file of a completed run, whether it could be written or not.</summary>
internal sealed class CapturedBaseline
{
    private readonly RunReport _report;
    private readonly CaptureRequest _request;
    private string? _newFolder;
    private BaselineWriteException? _problem;

    private CapturedBaseline(RunReport report, CaptureRequest request) => (_report, _request) = (report, request);

    /// <returns>Null if the run was not to write one.</returns>
    public static async Task<CapturedBaseline?> WriteAsync(RunReport report, IRunHistory history)
    {
        if (report.Spec.Capture is not { } request)
        {
            return null;
        }

        var measurements = await history.MeasurementsAsync(report.RunId, CancellationToken.None);
        var captured = new CapturedBaseline(report, request);
        captured.Write(BaselineCapture.Create(report, measurements, request.Name, report.FinishedAt ?? report.CreatedAt));
        return captured;
    }

    public void Say(TextWriter error)
    {
        if (_problem is null)
        {
            FolderNotice.Write(_newFolder, error);
            error.WriteLine($"baseline written to {Shown(_request.Path)}");
        }
    }

    /// <exception cref="ExecutionException">The disk rejected it.</exception>
    /// <exception cref="BaselineWriteException">It cannot be written under this name.</exception>
    public void RequireWritten()
    {
        if (_problem is null)
        {
            return;
        }

        var isOfDisk = _problem.InnerException is not null && (_request.Force || !File.Exists(_request.Path));
        throw isOfDisk ? new ExecutionException($"{_problem.Message.TrimEnd('.')}; {Remedy()}", _problem) : _problem;
    }

    private string Remedy() =>
        $"the run is complete; {(File.Exists(_request.Path) ? "move the old file away and " : "")}write it with: persona benchmark resume {_report.RunId}";

    private void Write(Baseline baseline)
    {
        try
        {
            _newFolder = BaselineFile.Write(baseline, _request.Path, _request.Force);
        }
        catch (BaselineWriteException exception)
        {
            _problem = exception;
        }
    }

    private static string Shown(string path)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
