namespace Persona.Bench.Core.Comparability;

/// <summary>One field that differs between the sides.</summary>
/// <param name="Field">As in the baseline file: <c>cpu</c>, <c>kernel</c>, <c>model</c>, …</param>
/// <param name="Baseline">Null if the baseline does not say.</param>
/// <param name="Current">Null if the current side does not say.</param>
/// <param name="Weight">What the difference means. A field that one side does not name is information at most.</param>
public sealed record FieldDifference(string Field, string? Baseline, string? Current, DifferenceWeight Weight);
