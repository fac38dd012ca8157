using Persona.Bench.Core.Prices;
using Persona.Bench.Core.Providers;

namespace Persona.Bench.Core.Tests.Prices;

public sealed class PriceTableTests
{
    private static readonly PriceTable Table = new(
        new DateOnly(2025, 1, 31),
        [
            new Price("gpt-4o", 2.50m, 10m),
            new Price("gpt-4o-mini", 0.15m, 0.60m),
            new Price("gpt-4o-2024-05-13", 5m, 15m),
            new Price("claude-sonnet-4", 3m, 15m),
            new Price("claude-3-5-haiku", 1m, 5m),
        ]);

    [Theory]
    [InlineData("gpt-4o", "gpt-4o")]
    [InlineData("GPT-4o", "gpt-4o")]
    [InlineData("gpt-4o-2024-08-06", "gpt-4o")]
    [InlineData("gpt-4o-2024-05-13", "gpt-4o-2024-05-13")]
    [InlineData("gpt-4o-mini-2024-07-18", "gpt-4o-mini")]
    [InlineData("claude-sonnet-4-20250514", "claude-sonnet-4")]
    [InlineData("claude-sonnet-4@20250514", "claude-sonnet-4")]
    [InlineData("claude-3-5-haiku-latest", "claude-3-5-haiku")]
    public void A_model_or_its_dated_release_has_a_price(string model, string priced) => Table.Find(model)!.Model.ShouldBe(priced);

    [Theory]
    [InlineData("claude-sonnet-4-5")]
    [InlineData("claude-sonnet-4-5-20250929")]
    [InlineData("claude-sonnet-4-20251399")]
    [InlineData("claude-sonnet-4-00000000")]
    [InlineData("gpt-4")]
    [InlineData("gpt-4o-audio-preview")]
    [InlineData("my-gpt-4o")]
    [InlineData("-20250514")]
    [InlineData("")]
    public void Another_model_has_no_price(string model) => Table.Find(model).ShouldBeNull();

    [Fact]
    public void Cost_is_tokens_times_price() =>
        Table.CostUsd(ProviderKind.OpenAI, "gpt-4o-2024-08-06", 550, 150).ShouldBe(0.002875);

    [Fact]
    public void Cost_is_unknown_without_a_price_or_without_tokens()
    {
        Table.CostUsd(ProviderKind.OpenAI, "gpt-9", 550, 150).ShouldBeNull();
        Table.CostUsd(ProviderKind.OpenAI, "gpt-4o", null, 150).ShouldBeNull();
        Table.CostUsd(ProviderKind.OpenAI, "gpt-4o", 550, null).ShouldBeNull();
        Table.CostUsd(ProviderKind.OpenAI, "gpt-4o", -1, 150).ShouldBeNull();
    }

    [Fact]
    public void A_local_model_costs_nothing() => Table.CostUsd(ProviderKind.Ollama, "llama3:8b", null, null).ShouldBe(0);

    [Fact]
    public void Huge_token_counts_do_not_overflow() =>
        Table.CostUsd(ProviderKind.OpenAI, "gpt-4o", long.MaxValue, long.MaxValue)!.Value.ShouldBeGreaterThan(1e13);

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("m", -1, 1)]
    [InlineData("m", 1, -1)]
    [InlineData("GPT-4O", 1, 1)]
    public void A_table_with_a_senseless_price_is_refused(string model, int input, int output) =>
        Should.Throw<ArgumentException>(() => new PriceTable(new DateOnly(2025, 1, 1), [.. Table.Prices, new Price(model, input, output)]));
}
