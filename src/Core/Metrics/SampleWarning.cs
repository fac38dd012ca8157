namespace Persona.Bench.Core.Metrics;

/// <summary>Something about a sample that a reader should know.</summary>
/// <param name="Kind">A stable name for machines, <c>high_variance</c>.</param>
/// <param name="Message">The finding, with figures.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record SampleWarning(string Kind, string Message, string Remedy);
