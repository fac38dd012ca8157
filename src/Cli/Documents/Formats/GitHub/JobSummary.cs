using System.Text;

namespace Persona.Bench.Cli.Documents.Formats.GitHub;

/// <summary>The job summary of GitHub Actions: a Markdown file that steps append to.</summary>
internal static class JobSummary
{
    private const string Variable = "GITHUB_STEP_SUMMARY";

    /// <summary>GitHub drops a larger summary of a step.</summary>
    private const int LargestSummary = 1024 * 1024;

    /// <returns>Why it could not be written, in one line; null if it was, or if there is no summary to write to.</returns>
    public static string? TryAppend(string markdown, Func<string, string?> environment)
    {
        if (environment(Variable) is not { Length: > 0 } path)
        {
            return null;
        }

        if (Encoding.UTF8.GetByteCount(markdown) > LargestSummary)
        {
            return $"the job summary is left out: it would exceed GitHub's limit of {LargestSummary / 1024 / 1024} MB";
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
