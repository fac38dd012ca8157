using Spectre.Console;

namespace Persona.Bench.Cli.Documents.Formats.Text;

/// <summary>A titled list below a table.</summary>
internal static class ConsoleSection
{
    /// <summary>Writes nothing when there are no entries.</summary>
    public static void Write(IAnsiConsole console, string title, IEnumerable<string> entries)
    {
        var lines = entries.ToArray();
        if (lines.Length == 0)
        {
            return;
        }

        console.WriteLine(title);
        foreach (var line in lines)
        {
            console.Write(new Padder(new Spectre.Console.Text(line), new Padding(2, 0, 0, 0)));
        }

        console.WriteLine();
    }
}
