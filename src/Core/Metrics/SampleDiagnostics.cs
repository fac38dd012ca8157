using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Core.Metrics;

/// <summary>What makes the figures of one (run, workload, provider) less trustworthy than they look.</summary>
public static class SampleDiagnostics
{
    /// <summary>
    /// The warnings that apply, the gravest first: failures and too little data, then what was mixed, then how the latency
    /// behaves, then what else was seen. Nothing is ever taken out of the sample.
    /// </summary>
    public static IReadOnlyList<SampleWarning> Examine(IReadOnlyCollection<Measurement> series)
    {
        ArgumentNullException.ThrowIfNull(series);
        var observations = Observation.From(series);
        SampleWarning?[] found =
        [
            OutcomeDiagnostics.Failures(series),
            OutcomeDiagnostics.Timeouts(series),
            OutcomeDiagnostics.FewIterations(observations),
            MixtureDiagnostics.UnlikeMachines(series),
            MixtureDiagnostics.SeveralModels(series),
            LatencyDiagnostics.HighVariance(observations),
            LatencyDiagnostics.ChangingEstimates(observations),
            LatencyDiagnostics.Multimodal(observations),
            LatencyDiagnostics.Outliers(observations),
            OutcomeDiagnostics.Retries(series),
            MixtureDiagnostics.RepeatedPrompts(series),
        ];
        return [.. found.OfType<SampleWarning>()];
    }
}
