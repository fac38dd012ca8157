using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Cli.Execution.Stores;

/// <summary>Reports when the disk of a run rejects writes, and decides when that has lasted too long. Recording and claiming retry silently.</summary>
/// <param name="store">The store of the run.</param>
/// <param name="spoolProblem">Why results cannot be spooled beside it; null if they can.</param>
/// <param name="wait">How long it may last.</param>
/// <param name="say">Shows a line to the user.</param>
/// <param name="time">The clock.</param>
internal sealed class DiskWatch(SqliteStore store, Func<string?> spoolProblem, TimeSpan wait, Action<string> say, TimeProvider time)
{
    // Twice the longest back-off of recording.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private long? _since;
    private int _measured;
    private string? _said;

    /// <summary>What has been wrong for too long; null if nothing has.</summary>
    public string? GivenUpFor { get; private set; }

    /// <summary>What is wrong now; null if nothing is.</summary>
    public string? Problem =>
        store.Refusal is { } refusal && refusal.Age < Quiet ? $"store sqlite:{store.Path} cannot be written: {refusal.Problem}" : spoolProblem();

    /// <param name="measured">How many results are recorded.</param>
    /// <returns>True if waiting longer is pointless.</returns>
    public bool Examine(int measured)
    {
        if (Problem is not { } problem)
        {
            End();
            return false;
        }

        if (_since is null || measured != _measured)
        {
            (_since, _measured) = (time.GetTimestamp(), measured);
        }

        Say(problem);
        if (time.GetElapsedTime(_since.Value) >= wait)
        {
            GivenUpFor = problem;
        }

        return GivenUpFor is not null;
    }

    private void Say(string problem)
    {
        if (_said != problem)
        {
            _said = problem;
            say($"{problem}; waiting up to {Figures.Format(wait)} for it to accept results again");
        }
    }

    private void End()
    {
        if (_said is not null)
        {
            say("continuing");
        }

        (_since, _said) = (null, null);
    }
}
