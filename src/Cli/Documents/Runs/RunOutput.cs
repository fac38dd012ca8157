using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Terminals;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>A run on stdout, in the requested format.</summary>
internal static class RunOutput
{
    public static void Write(RunReport report, OutputFormat format, Terminal terminal)
    {
        if (format == OutputFormat.Json)
        {
            terminal.Output.WriteLine(new RunJson(UnitOf).Write(report));
            return;
        }

        new RunTableView(UnitOf).Render(terminal.CreateDataConsole(), report);
    }

    private static string UnitOf(string metric) => MetricCatalog.Find(metric)?.Unit ?? "";
}
