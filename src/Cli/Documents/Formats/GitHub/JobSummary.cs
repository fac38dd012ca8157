using System.Text;

namespace Persona.Bench.Cli.Documents.Formats.GitHub;

/// <summary>The Markdown page that a job of GitHub Actions shows: a file that steps append to.</summary>
internal static class JobSummary
{
    private const string Variable = "GITHUB_STEP_SUMMARY";

    /// <summary>GitHub drops a step's summary that is larger.</summary>
    private const int LargestSummary = 1024 * 1024;

    /// <returns>A line that says why it could not be written; null when it was, or when there is none to write to.</returns>
    public static string? TryAppend(string markdown, Func<string, string?> environment)
    {
        if (environment(Variable) is not { Length: > 0 } path)
        {
            return null;
        }

        if (Encoding.UTF8.GetByteCount(markdown) > LargestSummary)
        {
            return $"the job summary is left out: it would be larger than the {LargestSummary / 1024 / 1024} MB that GitHub shows";
        }

        try
        {
            File.AppendAllText(path, markdown + "\n");
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return $"the job summary was not written ({Variable}): {exception.Message}";
        }
    }
}
