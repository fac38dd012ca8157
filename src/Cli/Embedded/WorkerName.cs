using System.Text;

namespace Persona.Bench.Cli.Embedded;

/// <summary>Names this process among the workers of a store: host, process, and something to tell processes of one number apart.</summary>
internal static class WorkerName
{
    public static string OfThisProcess() => $"{Host()}-{Environment.ProcessId}-{Random.Shared.Next(0x10000):x4}";

    private static string Host()
    {
        var name = new StringBuilder();
        foreach (var character in Environment.MachineName.Take(40))
        {
            name.Append(char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-' ? character : '-');
        }

        return name.Length > 0 && char.IsAsciiLetterOrDigit(name[0]) ? name.ToString() : "worker";
    }
}
