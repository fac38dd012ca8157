using System.Text;

namespace Persona.Bench.Worker.Runs;

/// <summary>Names a process among the workers of a store: host, process id, and a random suffix against reused process ids.</summary>
public static class WorkerName
{
    private const int LongestName = 40;

    /// <param name="name">Configured name; null: the host name.</param>
    public static string OfThisProcess(string? name) => $"{name ?? Host()}-{Environment.ProcessId}-{Random.Shared.Next(0x10000):x4}";

    private static string Host()
    {
        var name = new StringBuilder();
        foreach (var character in Environment.MachineName.Take(LongestName))
        {
            name.Append(char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-' ? character : '-');
        }

        return name.Length > 0 && char.IsAsciiLetterOrDigit(name[0]) ? name.ToString() : "worker";
    }
}
