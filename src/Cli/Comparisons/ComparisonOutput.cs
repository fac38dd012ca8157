using Persona.Bench.Cli.CommandLine;
using Persona.Bench.Cli.GitHub;
using Persona.Bench.Cli.Output;
using Persona.Bench.Cli.Stores;
using Persona.Bench.Cli.Terminals;

namespace Persona.Bench.Cli.Comparisons;

/// <summary>A comparison in the format asked for, on stdout or in a file.</summary>
internal static class ComparisonOutput
{
    public static void Write(ComparisonDocument document, DocumentFormat format, OutputFile? file, Terminal terminal)
    {
        if (format == DocumentFormat.Github)
        {
            WriteForGitHub(document, file, terminal);
        }
        else if (file is not null)
        {
            file.Write(format == DocumentFormat.Table ? TableText(document, terminal) : Text(document, format));
        }
        else if (format == DocumentFormat.Table)
        {
            ComparisonTableView.Render(terminal.CreateDataConsole(), document);
        }
        else
        {
            terminal.Output.WriteLine(Text(document, format).TrimEnd('\n'));
        }

        if (file is not null)
        {
            terminal.Error.WriteLine(Headline.Of(document));
            NewFolders.Say(file.NewFolder, terminal.Error);
            terminal.Error.WriteLine($"written to {file}");
        }
    }

    // Annotations work on stdout only; the page goes where the job shows it, and into the file.
    private static void WriteForGitHub(ComparisonDocument document, OutputFile? file, Terminal terminal)
    {
        var page = ComparisonMarkdown.Write(document);
        file?.Write(page);
        if (JobSummary.TryAppend(page, Environment.GetEnvironmentVariable) is { } problem)
        {
            terminal.Error.WriteLine($"warning: {problem}");
        }

        terminal.Output.WriteLine(ComparisonAnnotations.Write(document));
    }

    private static string Text(ComparisonDocument document, DocumentFormat format) => format switch
    {
        DocumentFormat.Json => ComparisonJson.Write(document),
        DocumentFormat.Markdown => ComparisonMarkdown.Write(document),
        DocumentFormat.Html => ComparisonHtml.Write(document),
        DocumentFormat.Junit => ComparisonJunit.Write(document),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "not a text"),
    };

    private static string TableText(ComparisonDocument document, Terminal terminal)
    {
        using var text = new StringWriter { NewLine = "\n" };
        ComparisonTableView.Render(terminal.ToText(text).CreateDataConsole(), document);
        return text.ToString();
    }
}
