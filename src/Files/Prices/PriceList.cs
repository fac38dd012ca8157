using Persona.Bench.Core.Prices;

namespace Persona.Bench.Files.Prices;

/// <summary>A dated list of prices as read from a file.</summary>
/// <param name="AsOf">The day on which the prices held.</param>
/// <param name="Source">Where they were taken from.</param>
/// <param name="Prices">In the order of the file; no model twice.</param>
public sealed record PriceList(DateOnly AsOf, string Source, IReadOnlyList<Price> Prices);
