using Spectre.Console;

namespace Persona.Bench.Cli.Documents.Comparisons;

/// <summary>A comparison in each format.</summary>
internal sealed class ComparisonFormats(ComparisonDocument document) : IDocumentFormats
{
    public string? Headline => Comparisons.Headline.For(document);

    public void RenderTable(IAnsiConsole console) => ComparisonTableView.Render(console, document);

    public string Json() => ComparisonJson.Write(document);

    public string Markdown() => ComparisonMarkdown.Write(document);

    public string Html() => ComparisonHtml.Write(document);

    public string Junit() => ComparisonJunit.Write(document);

    public string Annotations() => ComparisonAnnotations.Write(document);
}
