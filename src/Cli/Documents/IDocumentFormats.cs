using Spectre.Console;

namespace Persona.Bench.Cli.Documents;

/// <summary>One document in each format of <c>--format</c>.</summary>
internal interface IDocumentFormats
{
    /// <summary>One line for the terminal if the document itself goes to a file; null: none.</summary>
    string? Headline { get; }

    void RenderTable(IAnsiConsole console);

    string Json();

    string Markdown();

    string Html();

    string Junit();

    /// <summary>GitHub workflow commands.</summary>
    string Annotations();
}
