using Persona.Bench.Cli.Documents;
using Persona.Bench.Cli.Documents.Comparisons;
using Persona.Bench.Cli.Documents.Runs;
using Persona.Bench.Cli.Execution.Settings;
using Persona.Bench.Cli.Execution.Stores;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Failures;
using Persona.Bench.Cli.Shell.Output;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Runs;
using Persona.Bench.Files.Baselines;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Commands.Report;

internal static class ReportHandler
{
    public static async Task<int> HandleAsync(ReportOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        var file = OutputFile.Parse(options.Output);
        if (options.Subject is { } path && IsFile(path))
        {
            DocumentWriter.Write(new ComparisonFormats(ComparisonJson.Read(path)), options.Format, file, context.Terminal);
            return ExitCode.Done;
        }

        var configuration = BenchSettings.Load(options.Sources);
        await using var store = await StoredRuns.OpenAsync(configuration, cancellationToken);
        var run = options.Subject is { } text ? await store.FindAsync(text, cancellationToken) : await NewestAsync(store, cancellationToken);
        var report = (await store.History.ReportAsync(run.RunId, cancellationToken))!;
        IReadOnlyList<SeriesValues> values = options.Format == DocumentFormat.Html
            ? SeriesValues.From(report, await store.History.MeasurementsAsync(run.RunId, cancellationToken))
            : [];
        DocumentWriter.Write(new RunFormats(report, values, metric => MetricCatalog.Find(metric)?.Unit ?? ""), options.Format, file, context.Terminal);
        return ExitCode.Done;
    }

    private static bool IsFile(string subject)
    {
        if (BaselineCatalog.HasEnding(subject))
        {
            throw new UsageException(
                $"{Printable.Line(subject, 400)} is a baseline; compare it with 'persona benchmark compare'. report takes a run, or a comparison as JSON");
        }

        return subject.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || !SafeName.IsSafe(subject) || File.Exists(subject);
    }

    private static async Task<StoredRun> NewestAsync(StoredRuns store, CancellationToken cancellationToken)
    {
        const int Examined = 100;
        var runs = await store.ListAsync(Examined, cancellationToken);
        return runs.FirstOrDefault(run => run.State == RunState.Completed)
            ?? throw new UsageException("there is no completed run to report on yet; 'persona benchmark run' makes one, 'persona benchmark runs' lists all");
    }
}
