using Persona.Bench.Core.Runs;
using Spectre.Console;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>A run in each format.</summary>
/// <param name="report">The run.</param>
/// <param name="values">What each series measured, for plots.</param>
/// <param name="unitOf">The unit of a metric by its name; empty if it has none.</param>
internal sealed class RunFormats(RunReport report, IReadOnlyList<SeriesValues> values, Func<string, string> unitOf) : IDocumentFormats
{
    public string? Headline => null;

    public void RenderTable(IAnsiConsole console) => new RunTableView(unitOf).Render(console, report);

    public string Json() => new RunJson(unitOf).Write(report);

    public string Markdown() => new RunMarkdown(unitOf).Write(report);

    public string Html() => new RunHtml(unitOf).Write(report, values);

    public string Junit() => new RunJunit(unitOf).Write(report);

    public string Annotations() => RunAnnotations.Write(report);
}
