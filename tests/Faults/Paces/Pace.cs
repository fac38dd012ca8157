using Persona.Bench.Core.Iterations;
using Persona.Bench.Faults.Trials;

namespace Persona.Bench.Faults.Paces;

/// <summary>
/// What this machine needs for a run in which nothing fails, on processes that have just been started. What a run with a fault may
/// take is a multiple of it.
/// </summary>
/// <param name="Run">From the start of the processes to the end of the run.</param>
/// <param name="Call">As long as nine of ten of its calls took at most.</param>
internal sealed record Pace(TimeSpan Run, TimeSpan Call)
{
    private const double MostCalls = 0.9;

    /// <summary>Of what has no measure.</summary>
    public static Pace Unbounded { get; } = new(TimeSpan.FromDays(1), TimeSpan.FromDays(1));

    /// <summary>Beside the time that the fault itself lasted.</summary>
    public TimeSpan LongestRun => Run * 3;

    /// <summary>What most latencies may be longer than the provider's: the servers' own tools take seconds of a processor while answers come.</summary>
    public TimeSpan LatencySlack => Call * 2;

    /// <summary>And each.</summary>
    public TimeSpan MostLatencySlack => Call * 8;

    public static Pace Of(TimeSpan run, Evidence evidence)
    {
        var latencies = evidence.Measurements.Where(measurement => measurement.Outcome == IterationOutcome.Succeeded)
            .Select(measurement => measurement.LatencyMs).OfType<double>().Order().ToArray();
        return new Pace(run, TimeSpan.FromMilliseconds(latencies[(int)(latencies.Length * MostCalls)]));
    }

    /// <summary>The slower of both in each.</summary>
    public Pace Or(Pace other) => new(Run > other.Run ? Run : other.Run, Call > other.Call ? Call : other.Call);
}
