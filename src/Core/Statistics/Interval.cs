namespace Persona.Bench.Core.Statistics;

/// <summary>A closed interval in the unit of the value it belongs to; 95% unless said otherwise.</summary>
public readonly record struct Interval(double Lower, double Upper);
