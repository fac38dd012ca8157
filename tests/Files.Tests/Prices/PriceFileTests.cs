using Persona.Bench.Core.Prices;
using Persona.Bench.Files.Prices;
using Persona.Bench.Files.Tests.Yaml;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Tests.Prices;

public sealed class PriceFileTests : IDisposable
{
    private const string Own = "as_of: 2025-03-01\nsource: me\ncurrency: USD\nper_million_tokens:\n  m: {input: 0.15, output: 10}\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_shipped_prices_are_found_at_run_time()
    {
        var prices = PriceFile.Load(path: null);

        prices.AsOf.Year.ShouldBeGreaterThanOrEqualTo(2025);
        prices.Source.ShouldNotBeEmpty();
        prices.Prices.ShouldContain(new Price("gpt-4o-mini", 0.15m, 0.60m));
        prices.Prices.ShouldContain(new Price("claude-opus-4", 15m, 75m));
    }

    [Fact]
    public void A_custom_file_replaces_them()
    {
        var prices = PriceFile.Load(_folder.Write("prices.yaml", Own));

        (prices.AsOf, prices.Source).ShouldBe((new DateOnly(2025, 3, 1), "me"));
        prices.Prices.ShouldBe([new Price("m", 0.15m, 10m)]);
    }

    [Theory]
    [InlineData("currency: USD", "currency: EUR", "3:11: currency: costs are in USD: convert the prices, found \"EUR\"")]
    [InlineData("2025-03-01", "March", "1:8: as_of: expected a day such as 2025-01-15, found \"March\"")]
    [InlineData("input: 0.15", "input: -1", "5:14: per_million_tokens.m.input: expected a number from 0 to 1000000, found -1")]
    [InlineData("input: 0.15, ", "", "5:6: per_million_tokens.m.input: missing: add a price in USD per million tokens")]
    [InlineData("input: 0.15", "inptu: 0.15", "5:7: per_million_tokens.m.inptu: unknown key, did you mean \"input\"?")]
    [InlineData("  m: {", "  M: {input: 1, output: 1}\n  m: {", "6:3: per_million_tokens.m: duplicate model, differing only in case: remove one")]
    [InlineData(Own, "", "1:1: the file is empty: expected prices")]
    public void A_wrong_price_is_one_line_with_its_position(string valid, string wrong, string expected)
    {
        var path = _folder.Write("prices.yaml", Own.Replace(valid, wrong));

        Should.Throw<YamlFileException>(() => PriceFile.Load(path)).Message.ShouldBe($"{path}:{expected}");
    }
}
