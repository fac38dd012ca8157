namespace Persona.Bench.Core.Verdicts;

/// <summary>What the plain percentage rule says of the shown values. Printed in snake_case.</summary>
public enum ThresholdStatus
{
    Normal,
    Warning,
    Failure,
}
