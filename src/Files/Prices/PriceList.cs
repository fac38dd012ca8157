using Persona.Bench.Core.Prices;

namespace Persona.Bench.Files.Prices;

/// <summary>A dated list of prices as read from a file.</summary>
/// <param name="AsOf">The date of the prices.</param>
/// <param name="Source">Where they come from.</param>
/// <param name="Prices">In the order of the file; models are unique.</param>
public sealed record PriceList(DateOnly AsOf, string Source, IReadOnlyList<Price> Prices);
