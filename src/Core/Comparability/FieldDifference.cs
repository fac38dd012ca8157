namespace Persona.Bench.Core.Comparability;

/// <summary>One field that is not the same on both sides.</summary>
/// <param name="Field">As in the baseline file: <c>cpu</c>, <c>kernel</c>, <c>model</c>, …</param>
/// <param name="Baseline">Null: the baseline does not say.</param>
/// <param name="Current">Null: the current side does not say.</param>
/// <param name="Weight">What it means. A field that one side does not name is never more than information.</param>
public sealed record FieldDifference(string Field, string? Baseline, string? Current, DifferenceWeight Weight);
