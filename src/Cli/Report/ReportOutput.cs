using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.GitHub;
using Persona.Bench.Cli.Output;
using Persona.Bench.Cli.Results;
using Persona.Bench.Cli.Stores;
using Persona.Bench.Cli.Terminals;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Report;

/// <summary>A run in the format asked for, on stdout or in a file.</summary>
/// <param name="unitOf">The unit of a metric by its name; empty where it has none.</param>
internal sealed class ReportOutput(Func<string, string> unitOf)
{
    public void Write(RunReport report, IReadOnlyList<SeriesValues> values, DocumentFormat format, OutputFile? file, Terminal terminal)
    {
        if (format == DocumentFormat.Github)
        {
            WriteForGitHub(report, file, terminal);
        }
        else if (file is not null)
        {
            file.Write(Text(report, values, format, terminal));
        }
        else if (format == DocumentFormat.Table)
        {
            new RunTableView(unitOf).Render(terminal.CreateDataConsole(), report);
        }
        else
        {
            terminal.Output.WriteLine(Text(report, values, format, terminal).TrimEnd('\n'));
        }

        if (file is not null)
        {
            NewFolders.Say(file.NewFolder, terminal.Error);
            terminal.Error.WriteLine($"written to {file}");
        }
    }

    // Annotations work on stdout only; the page goes where the job shows it, and into the file.
    private void WriteForGitHub(RunReport report, OutputFile? file, Terminal terminal)
    {
        var page = new RunMarkdown(unitOf).Write(report);
        file?.Write(page);
        if (JobSummary.TryAppend(page, Environment.GetEnvironmentVariable) is { } problem)
        {
            terminal.Error.WriteLine($"warning: {problem}");
        }

        terminal.Output.WriteLine(RunAnnotations.Write(report));
    }

    private string Text(RunReport report, IReadOnlyList<SeriesValues> values, DocumentFormat format, Terminal terminal) => format switch
    {
        DocumentFormat.Table => TableText(report, terminal),
        DocumentFormat.Json => new RunJson(unitOf).Write(report),
        DocumentFormat.Markdown => new RunMarkdown(unitOf).Write(report),
        DocumentFormat.Html => new RunHtml(unitOf).Write(report, values),
        DocumentFormat.Junit => new RunJunit(unitOf).Write(report),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "not a text"),
    };

    private string TableText(RunReport report, Terminal terminal)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new RunTableView(unitOf).Render(terminal.ToText(text).CreateDataConsole(), report);
        return text.ToString();
    }
}
