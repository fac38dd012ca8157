using Persona.Bench.Cli.Documents;
using Persona.Bench.Cli.Documents.Comparisons;
using Persona.Bench.Cli.Execution;
using Persona.Bench.Cli.Execution.Settings;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Output;
using Persona.Bench.Core.Comparisons;
using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Cli.Commands.Compare;

internal static class CompareHandler
{
    public static async Task<int> HandleAsync(CompareOptions options, CommandContext context, CancellationToken cancellationToken)
    {
        JitProfile.Start("compare");
        var configuration = BenchSettings.Load(options.Sources);
        var file = OutputFile.Parse(options.Output);
        var sides = await SidesAsync(options, configuration, context, cancellationToken);
        var comparison = Comparer.Compare(new ComparisonRequest
        {
            Current = sides.Current,
            Baselines = sides.Baselines,
            Gates = configuration.Metrics,
            Guards = configuration.Guards,
            GatesAreNamed = configuration.MetricsAreNamed,
            Thresholds = ComparisonThresholds.Resolve(configuration.Thresholds, options.Warn, options.Fail),
            Rule = options.Rule,
            Outliers = options.Outliers,
            AllowDifferentEnvironment = options.AllowDifferentEnvironment,
            Workloads = options.Workloads.Count > 0 ? options.Workloads : null,
            Sessions = sides.Sessions,
        });
        var document = ComparisonDocuments.From(comparison, options.FailOn);
        DocumentWriter.Write(new ComparisonFormats(document), options.Format, file, context.Terminal);
        return ComparisonExit.CodeFor(document);
    }

    // Two files are compared without opening the store: quickly, and with the same result everywhere.
    private static async Task<ComparedSides> SidesAsync(
        CompareOptions options, BenchConfiguration configuration, CommandContext context, CancellationToken cancellationToken)
    {
        var files = new BaselineFiles(configuration.BaselinesDirectory, line => context.Terminal.Error.WriteLine($"warning: {line}"));
        var path = options.Current is { } name ? files.Find(name) : null;
        var named = options.Baselines.Count > 0 ? files.Read(options.Baselines) : null;
        if (named is not null)
        {
            WantedSeries.From(named, options.Workloads);
        }

        if (path is not null)
        {
            var file = files.ReadFile(path);
            return new ComparedSides(file, Against(file), []);
        }

        var current = new CurrentSide(options, configuration, context);
        return options.Current is { } run
            ? await current.OfRunAsync(run, Against, cancellationToken)
            : await current.NewestAsync(named, files, cancellationToken);

        IReadOnlyList<NamedBaseline> Against(NamedBaseline side)
        {
            var baselines = named ?? [files.NewestOther(side.Baseline, path)];
            WantedSeries.From(baselines, options.Workloads);
            return baselines;
        }
    }
}
