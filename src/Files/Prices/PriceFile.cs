using System.Globalization;
using System.Reflection;
using System.Text;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Prices;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Prices;

/// <summary>Price files: the one that ships with the product, or the user's own.</summary>
public static class PriceFile
{
    private const string ShippedFolder = "prices/";

    private const double Most = 1_000_000;

    /// <summary>The user's file if there is one, otherwise the newest that ships with the product.</summary>
    /// <exception cref="YamlFileException">The file cannot be used; one line with file, line and key.</exception>
    public static PriceList Load(string? path) => path is null ? ReadShipped() : Read(path);

    /// <exception cref="YamlFileException">The file cannot be used; one line with file, line and key.</exception>
    public static PriceList Read(string path) => Parse(path, YamlText.Load(path));

    public static PriceList ReadShipped()
    {
        var assembly = Assembly.GetExecutingAssembly();
        // Named by month: the last in ordinal order is the newest.
        var names = assembly.GetManifestResourceNames().Where(name => name.StartsWith(ShippedFolder, StringComparison.Ordinal));
        var name = names.Max(StringComparer.Ordinal)!;
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Parse(name, reader.ReadToEnd());
    }

    private static PriceList Parse(string file, string text)
    {
        var root = YamlFile.Parse(file, text) ?? throw new YamlFileException(YamlLocation.Root(file), "the file is empty: expected prices");
        var map = root.AsMap();
        map.AllowOnly(["as_of", "source", "currency", "per_million_tokens"]);
        RequireDollars(map.Find("currency"));
        var prices = map.Require("per_million_tokens", "a map such as per_million_tokens: {gpt-4o: {input: 2.50, output: 10}}").AsMap();
        return new PriceList(
            ReadDay(map.Require("as_of", "the day of the prices, such as as_of: 2025-01-15")),
            map.Find("source")?.AsText() ?? "",
            ReadPrices(prices));
    }

    // Model names are not case-sensitive.
    private static List<Price> ReadPrices(YamlMap map)
    {
        HashSet<string> models = new(StringComparer.OrdinalIgnoreCase);
        List<Price> prices = [];
        foreach (var entry in map.Entries)
        {
            if (string.IsNullOrWhiteSpace(entry.Key)) throw new YamlFileException(entry.Location, "the name of a model is missing");
            if (!models.Add(entry.Key)) throw new YamlFileException(entry.Location, "duplicate model, differing only in case: remove one");
            prices.Add(ReadPrice(entry));
        }

        return prices;
    }

    private static DateOnly ReadDay(YamlNode node) =>
        DateOnly.TryParseExact(node.AsText(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw node.Expected("a day such as 2025-01-15");

    private static void RequireDollars(YamlNode? node)
    {
        if (node is not null && node.AsText() != "USD")
            throw node.Error($"costs are in USD: convert the prices, found {Printable.Quoted(node.AsText())}");
    }

    private static Price ReadPrice(YamlEntry entry)
    {
        var map = entry.Value.AsMap();
        map.AllowOnly(["input", "output"]);
        return new Price(entry.Key, ReadAmount(map, "input"), ReadAmount(map, "output"));
    }

    private static decimal ReadAmount(YamlMap map, string key) =>
        (decimal)map.Require(key, "a price in USD per million tokens").AsNumber(0, Most);
}
