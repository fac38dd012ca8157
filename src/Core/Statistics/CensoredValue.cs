namespace Persona.Bench.Core.Statistics;

/// <summary>A non-negative measured value, or, where <paramref name="IsCensored"/>, a lower bound of one that was cut off.</summary>
internal readonly record struct CensoredValue(double Value, bool IsCensored = false);
