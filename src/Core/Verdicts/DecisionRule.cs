using System.Text.Json.Serialization;

namespace Persona.Bench.Core.Verdicts;

/// <summary>How a change becomes a status. Printed in snake_case.</summary>
public enum DecisionRule
{
    /// <summary>By an interval of the change, or by the plain rule where one side has point values only.</summary>
    [JsonStringEnumMemberName("sound")]
    Interval,

    /// <summary>By the shown values alone (<c>--rule threshold</c>).</summary>
    Threshold,
}
