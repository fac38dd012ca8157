using System.Globalization;
using Persona.Bench.Core.Providers;

namespace Persona.Bench.Core.Prices;

/// <summary>Prices of models on a given date.</summary>
public sealed class PriceTable
{
    private const decimal Million = 1_000_000m;

    private readonly Dictionary<string, Price> _byModel = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">A model has no name, is listed twice, or has a negative price.</exception>
    public PriceTable(DateOnly asOf, IEnumerable<Price> prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        AsOf = asOf;
        foreach (var price in prices)
        {
            Add(price);
        }
    }

    /// <summary>The day on which the prices were looked up.</summary>
    public DateOnly AsOf { get; }

    public IReadOnlyCollection<Price> Prices => _byModel.Values;

    /// <summary>
    /// The price of exactly this model, otherwise of the model of which it is a dated release: <c>gpt-4o-2024-08-06</c>,
    /// <c>claude-sonnet-4-20250514</c> or <c>…-latest</c>. Another version number is another model. Null when unknown.
    /// </summary>
    public Price? Find(string model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return _byModel.GetValueOrDefault(model)
            ?? (WithoutRelease(model) is { } family ? _byModel.GetValueOrDefault(family) : null);
    }

    /// <summary>
    /// Cost of a call in USD; null when the price or the token counts are unknown. A model that runs locally under Ollama
    /// costs nothing, whatever its tokens, unless the table lists it.
    /// </summary>
    public double? CostUsd(ProviderKind kind, string model, long? inputTokens, long? outputTokens)
    {
        var price = Find(model);
        if (price is null && kind == ProviderKind.Ollama)
        {
            return 0;
        }

        return price is not null && inputTokens is >= 0 and var input && outputTokens is >= 0 and var output
            ? (double)((input * price.InputPerMillion / Million) + (output * price.OutputPerMillion / Million))
            : null;
    }

    private void Add(Price price)
    {
        if (string.IsNullOrWhiteSpace(price.Model))
        {
            throw new ArgumentException("A price has no model.", nameof(price));
        }

        if (price.InputPerMillion < 0 || price.OutputPerMillion < 0)
        {
            throw new ArgumentException($"The price of {price.Model} is negative.", nameof(price));
        }

        if (!_byModel.TryAdd(price.Model, price))
        {
            throw new ArgumentException($"Duplicate price for {price.Model}.", nameof(price));
        }
    }

    private static string? WithoutRelease(string model)
    {
        const string Latest = "-latest";
        return model.EndsWith(Latest, StringComparison.OrdinalIgnoreCase)
            ? model[..^Latest.Length]
            : WithoutDate(model, '-', "yyyyMMdd") ?? WithoutDate(model, '-', "yyyy-MM-dd") ?? WithoutDate(model, '@', "yyyyMMdd");
    }

    private static string? WithoutDate(string model, char separator, string format)
    {
        var at = model.Length - format.Length - 1;
        return at > 0 && model[at] == separator
            && DateOnly.TryParseExact(model.AsSpan(at + 1), format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= 2020 and < 2100
                ? model[..at]
                : null;
    }
}
