using Persona.Bench.Cli.Documents.Formats.GitHub;
using Persona.Bench.Cli.Shell.CommandLine;
using Persona.Bench.Cli.Shell.Output;
using Persona.Bench.Cli.Shell.Terminals;

namespace Persona.Bench.Cli.Documents;

/// <summary>Writes a document in one format, to stdout or to a file.</summary>
internal static class DocumentWriter
{
    public static void Write(IDocumentFormats document, DocumentFormat format, OutputFile? file, Terminal terminal)
    {
        if (format == DocumentFormat.Github)
        {
            WriteForGitHub(document, file, terminal);
        }
        else if (file is not null)
        {
            file.Write(Text(document, format, terminal));
        }
        else if (format == DocumentFormat.Table)
        {
            document.RenderTable(terminal.CreateDataConsole());
        }
        else
        {
            terminal.Output.WriteLine(Text(document, format, terminal).TrimEnd('\n'));
        }

        if (file is not null)
        {
            Report(document, file, terminal);
        }
    }

    // GitHub reads annotations only from stdout. The page goes to the job summary and to the file.
    private static void WriteForGitHub(IDocumentFormats document, OutputFile? file, Terminal terminal)
    {
        var page = document.Markdown();
        file?.Write(page);
        if (JobSummary.TryAppend(page, Environment.GetEnvironmentVariable) is { } problem)
        {
            terminal.Error.WriteLine($"warning: {problem}");
        }

        terminal.Output.WriteLine(document.Annotations());
    }

    private static void Report(IDocumentFormats document, OutputFile file, Terminal terminal)
    {
        if (document.Headline is { } headline)
        {
            terminal.Error.WriteLine(headline);
        }

        FolderNotice.Write(file.NewFolder, terminal.Error);
        terminal.Error.WriteLine($"written to {file}");
    }

    private static string Text(IDocumentFormats document, DocumentFormat format, Terminal terminal) => format switch
    {
        DocumentFormat.Table => TableText(document, terminal),
        DocumentFormat.Json => document.Json(),
        DocumentFormat.Markdown => document.Markdown(),
        DocumentFormat.Html => document.Html(),
        DocumentFormat.Junit => document.Junit(),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "not a text"),
    };

    private static string TableText(IDocumentFormats document, Terminal terminal)
    {
        using var text = new StringWriter { NewLine = "\n" };
        document.RenderTable(terminal.ToText(text).CreateDataConsole());
        return text.ToString();
    }
}
