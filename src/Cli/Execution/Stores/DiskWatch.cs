using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Cli.Execution.Stores;

/// <summary>Tells when the disk of a run takes nothing more, and when that has lasted too long: who records and claims repeats it in silence.</summary>
/// <param name="store">The store of the run.</param>
/// <param name="spoolProblem">Why results cannot be kept beside it; null: they can.</param>
/// <param name="wait">How long it may last.</param>
/// <param name="say">Tells a person.</param>
/// <param name="time">The clock.</param>
internal sealed class DiskWatch(SqliteStore store, Func<string?> spoolProblem, TimeSpan wait, Action<string> say, TimeProvider time)
{
    // Twice the longest pause between two tries of who records.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private long? _since;
    private int _measured;
    private string? _said;

    /// <summary>What has been wrong for too long; null as long as nothing was.</summary>
    public string? GivenUpFor { get; private set; }

    /// <summary>What is wrong now; null: nothing.</summary>
    public string? Problem =>
        store.Refusal is { } refusal && refusal.Age < Quiet ? $"store sqlite:{store.Path} takes nothing: {refusal.Problem}" : spoolProblem();

    /// <param name="measured">How many results are recorded.</param>
    /// <returns>True when it is no use to wait longer.</returns>
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
            say($"{problem}; waiting up to {Figures.Format(wait)} for it to take results again");
        }
    }

    private void End()
    {
        if (_said is not null)
        {
            say("going on");
        }

        (_since, _said) = (null, null);
    }
}
