namespace Persona.Bench.Core.Prices;

/// <summary>What a model costs, in USD per million tokens.</summary>
public sealed record Price(string Model, decimal InputPerMillion, decimal OutputPerMillion);
