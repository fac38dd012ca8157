using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Statistics;

namespace Persona.Bench.Core.Metrics;

/// <summary>A quantile over iterations. Failed ones are left out; timeouts stay in the tail as lower bounds.</summary>
internal sealed record QuantileMetric : MetricDefinition
{
    public required double Probability { get; init; }

    /// <summary>The value of a successful iteration; null if unknown.</summary>
    public required Func<Observation, double?> Of { get; init; }

    /// <summary>The value, or its lower bound, of an iteration that timed out; null if those iterations have none.</summary>
    public Func<Observation, CensoredValue?>? OfTimeout { get; init; }

    /// <summary>Why no successful iteration has a value.</summary>
    public required string WhyUnknown { get; init; }

    public override string Aggregation =>
        $"Harrell-Davis p{Percent} on the logs of the iterations that did not fail; Maritz-Jarrett interval";

    /// <summary>Minimum iterations on each side for p99 to gate: with fewer, at most five iterations lie above it.</summary>
    internal const int FarTailSample = 400;

    private const double FarTail = 0.99;
    private const double Tail = 0.9;
    private const double Middle = 0.5;

    internal override int GateSample => Probability >= FarTail ? FarTailSample : 0;

    internal override bool IsTail => Probability >= Tail;

    internal override bool IsPerIteration => true;

    private string Percent => $"{Probability * 100:0.#}";

    /// <summary>Minimum iterations for the quantile to lie inside the sample: 1/(1-p).</summary>
    public static int SmallestSample(double probability) => (int)Math.Ceiling(Math.Round(1 / (1 - probability), 9));

    internal override T Effect<T>(IEffectMethods<T> methods) => Probability == Middle ? methods.Typical(this) : methods.Tail(this);

    private protected override MetricValue Compute(IReadOnlyList<Observation> inOrder)
    {
        if (!inOrder.Any(o => o.Succeeded && Of(o) is not null))
        {
            return Unknown(0, WhyNone(inOrder, WhyUnknown));
        }

        var values = inOrder.Select(Value).OfType<CensoredValue>().ToArray();
        if (values.Length < MinimumSample)
        {
            return Unknown(values.Length, $"p{Percent} needs {MinimumSample} iterations that did not fail; has {values.Length}");
        }

        return LogQuantile.Compute(values, Probability) switch
        {
            QuantileEstimate.Known known => Known(known.Estimate, values.Length),
            QuantileEstimate.AtLeast atLeast => Unknown(
                values.Length,
                $"at least {Figure.Format(atLeast.Bound)} {Unit}: {values.Count(v => v.IsCensored)} of {values.Length} iterations timed out"),
            var other => throw new InvalidOperationException($"Unknown estimate {other}."),
        };
    }

    /// <summary>Lower bound of a quantile that falls on timeouts; null if it does not, or if the sample is too small.</summary>
    internal double? LowerBound(IReadOnlyList<Observation> inOrder)
    {
        var values = inOrder.Select(Value).OfType<CensoredValue>().ToArray();
        return values.Length >= MinimumSample && values.Any(v => v.IsCensored) && LogQuantile.Compute(values, Probability) is QuantileEstimate.AtLeast atLeast
            ? atLeast.Bound
            : null;
    }

    /// <summary>The value of one iteration, or its lower bound; null for a failure and if unknown.</summary>
    internal override CensoredValue? Value(Observation observation) => observation.Outcome switch
    {
        IterationOutcome.Succeeded => Of(observation) is { } value ? new CensoredValue(value) : null,
        IterationOutcome.TimedOut => OfTimeout?.Invoke(observation),
        _ => null,
    };
}
