using System.Security;

namespace Persona.Bench.Worker.Machine;

/// <summary>Reads small system text files that may be absent or unreadable.</summary>
internal static class SystemFile
{
    public static string? Read(string path)
    {
        try
        {
            // Most of these files are absent, and a first exception costs more than everything else here.
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SecurityException or ArgumentException)
        {
            return null;
        }
    }

    public static string? ReadLine(string path) => Read(path)?.Split('\n')[0].Trim() is { Length: > 0 } line ? line : null;
}
