using System.Globalization;
using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Core.Runs;

namespace Persona.Bench.Cli.Documents.Runs;

/// <summary>When a run started and ended, and how long it took.</summary>
internal sealed record RunTimes(RunState State, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? ResumedAt, DateTimeOffset? FinishedAt)
{
    // The first start is also stored as the last one, from a second reading of the database's clock.
    private static readonly TimeSpan SameStart = TimeSpan.FromSeconds(1);

    /// <summary>Null while workers may still be on it: a run that is being cancelled already has an end time.</summary>
    public DateTimeOffset? Ended => State is RunState.Planned or RunState.Running or RunState.Cancelling ? null : FinishedAt;

    /// <summary>From the first start to the end, pauses included; null until it has ended.</summary>
    public TimeSpan? Took => Ended - StartedAt is { } took ? TimeSpan.FromTicks(Math.Max(0, took.Ticks)) : null;

    private bool WasResumed => ResumedAt - StartedAt > SameStart;

    public static RunTimes From(RunReport report) => new(report.State, report.CreatedAt, report.StartedAt, report.ResumedAt, report.FinishedAt);

    /// <summary>Labels and values, in order.</summary>
    public IEnumerable<(string Label, string Value)> Lines()
    {
        if (StartedAt is not { } started)
        {
            yield return ("Created", Text(CreatedAt));
            yield break;
        }

        yield return ("Started", Text(started));
        if (WasResumed)
        {
            yield return ("Resumed", Text(ResumedAt!.Value));
        }

        if (Ended is { } ended)
        {
            yield return ("Ended", Text(ended));
        }

        if (Took is { } took)
        {
            yield return ("Took", $"{Figures.Format(took)}{(WasResumed ? ", including the pause before it was resumed" : "")}");
        }
    }

    /// <summary>To the minute, for lists.</summary>
    public static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
