namespace Persona.Bench.Core.Metrics;

/// <summary>Which way a metric gets better. Printed in snake_case.</summary>
public enum MetricDirection
{
    Lower,
    Higher,
}
