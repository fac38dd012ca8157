using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Core.Metrics;

/// <summary>Finds what makes the figures of one (run, workload, provider) less trustworthy than they look.</summary>
public static class SampleDiagnostics
{
    /// <summary>
    /// The warnings that apply, most serious first: failures and too little data, then mixed measurements, then the behaviour of
    /// the latency, then the rest. Nothing is ever removed from the sample.
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
            DeliveryDiagnostics.BusyClient(series),
            DeliveryDiagnostics.NotStreamed(series),
            DeliveryDiagnostics.Compressed(series),
            DeliveryDiagnostics.CachedInput(observations),
            LatencyDiagnostics.HighVariance(observations),
            LatencyDiagnostics.ChangingEstimates(observations),
            LatencyDiagnostics.Multimodal(observations),
            LatencyDiagnostics.Outliers(observations),
            DeliveryDiagnostics.OpeningCalls(series),
            OutcomeDiagnostics.Retries(series),
            MixtureDiagnostics.RepeatedPrompts(series),
        ];
        return [.. found.OfType<SampleWarning>()];
    }
}
