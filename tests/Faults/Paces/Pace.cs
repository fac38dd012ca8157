using Persona.Bench.Core.Iterations;
using Persona.Bench.Faults.Trials;

namespace Persona.Bench.Faults.Paces;

/// <summary>
/// How long this machine takes for a run without a fault, on freshly started processes. The time limits of runs with faults are
/// multiples of it.
/// </summary>
/// <param name="Run">Time from the start of the processes to the end of the run.</param>
/// <param name="Call">The 0.9 quantile of its call durations.</param>
internal sealed record Pace(TimeSpan Run, TimeSpan Call)
{
    private const double MostCalls = 0.9;

    /// <summary>For evidence without a measured pace.</summary>
    public static Pace Unbounded { get; } = new(TimeSpan.FromDays(1), TimeSpan.FromDays(1));

    /// <summary>Not counting the duration of the fault itself.</summary>
    public TimeSpan LongestRun => Run * 3;

    /// <summary>How far most latencies may exceed the provider's: the servers' own tools take seconds of CPU while answers arrive.</summary>
    public TimeSpan LatencySlack => Call * 2;

    /// <summary>How far any latency may exceed the provider's.</summary>
    public TimeSpan MostLatencySlack => Call * 8;

    public static Pace Of(TimeSpan run, Evidence evidence)
    {
        var latencies = evidence.Measurements.Where(measurement => measurement.Outcome == IterationOutcome.Succeeded)
            .Select(measurement => measurement.LatencyMs).OfType<double>().Order().ToArray();
        return new Pace(run, TimeSpan.FromMilliseconds(latencies[(int)(latencies.Length * MostCalls)]));
    }

    /// <summary>The slower value of each.</summary>
    public Pace Or(Pace other) => new(Run > other.Run ? Run : other.Run, Call > other.Call ? Call : other.Call);
}
