namespace Persona.Bench.Core.Verdicts;

/// <summary>The result of the plain percentage rule on the shown values. Printed in snake_case.</summary>
public enum ThresholdStatus
{
    Normal,
    Warning,
    Failure,
}
