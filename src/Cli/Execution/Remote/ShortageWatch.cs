using Persona.Bench.Cli.Documents.Formats.Text;
using Persona.Bench.Storage.Runs;

namespace Persona.Bench.Cli.Execution.Remote;

/// <summary>Reports when nothing works on a run, and decides when that has lasted too long.</summary>
/// <param name="wait">How long it may last; null: forever.</param>
/// <param name="say">Shows a line to the user.</param>
/// <param name="time">The clock.</param>
internal sealed class ShortageWatch(TimeSpan? wait, Action<string> say, TimeProvider time)
{
    // A coordinator polls several times a second; a restarted one needs a moment.
    private static readonly TimeSpan CoordinatorsTurn = TimeSpan.FromSeconds(5);

    private readonly RefusalWatch _refusals = new(say);
    private long? _idleSince;
    private long? _since;
    private string? _said;

    /// <summary>What has been missing for too long; null if nothing has.</summary>
    public Shortage? GivenUpFor { get; private set; }

    /// <returns>True if waiting longer is pointless.</returns>
    public bool Examine(RunActivity activity)
    {
        _refusals.Examine(activity);
        if (Find(activity) is not { } shortage)
        {
            End();
            return false;
        }

        _since ??= time.GetTimestamp();
        Say(shortage);
        if (wait is { } patience && time.GetElapsedTime(_since.Value) >= patience)
        {
            GivenUpFor = shortage;
        }

        return GivenUpFor is not null;
    }

    private Shortage? Find(RunActivity activity)
    {
        if (Shortage.OfWorkers(activity) is { } ofWorkers)
        {
            _idleSince = null;
            return ofWorkers;
        }

        if (Shortage.OfCoordinators(activity) is not { } ofCoordinators)
        {
            _idleSince = null;
            return null;
        }

        _idleSince ??= time.GetTimestamp();
        return time.GetElapsedTime(_idleSince.Value) >= CoordinatorsTurn ? ofCoordinators : null;
    }

    private void Say(Shortage shortage)
    {
        if (_said == shortage.What)
        {
            return;
        }

        _said = shortage.What;
        var patience = wait is { } limit ? $"; waiting up to {Figures.Format(limit)}" : "";
        say($"{shortage.What}{patience}: {shortage.Remedy}");
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
