using System.Text.Json;
using CsCheck;
using Persona.Bench.Worker.Generation;
using Persona.Bench.Worker.Tests.Providers;

namespace Persona.Bench.Worker.Tests.Generation;

public sealed class PersonaAnswerTests
{
    private static readonly string[] Wrappings =
    [
        "{0}",
        "<output>{0}</output>",
        "<OUTPUT>\n```json\n{0}\n```\n</OUTPUT>",
        "Here you are:\n```json\n{0}\n```\nAnything else?",
        "```\n{0}\n```",
        "Here you are: {0} Anything else?",
        "I thought about <output> a while.\n<output>\n{0}",
        "\uFEFF\n {0}\n",
        "<think>Something like <output>{\"personas\":[]}</output>?</think>\n<output>{0}</output>",
        "reasoning that was never opened {\"personas\": [1]}</think>{0}",
        "A draft: <output>{\"personas\":[7]}</output>. And now:\n<output>{0}</output>",
        "<output>{0}</output>\nNot <output>like this</output>.",
    ];

    [Fact]
    public void An_answer_is_read_however_it_is_wrapped() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, Wrappings.Length - 1].Select(index => Wrappings[index])).Sample((count, wrapping) =>
        {
            var json = JsonSerializer.Serialize(new { personas = Enumerable.Range(1, count).Select(ProviderCase.Persona) });
            PersonaAnswer.Parse(wrapping.Replace("{0}", json, StringComparison.Ordinal)).ShouldBe(new PersonaAnswer(count, count));
        });

    [Fact]
    public void A_list_or_a_single_persona_will_do()
    {
        PersonaAnswer.Parse(JsonSerializer.Serialize(new[] { ProviderCase.Persona(1), ProviderCase.Persona(2) })).ShouldBe(new PersonaAnswer(2, 2));
        PersonaAnswer.Parse("Sure! " + JsonSerializer.Serialize(ProviderCase.Persona(1))).ShouldBe(new PersonaAnswer(1, 1));
    }

    [Fact]
    public void Other_spellings_of_two_lists_are_taken()
    {
        var json = JsonSerializer.Serialize(ProviderCase.Persona(1))
            .Replace("pain_points", "painPoints", StringComparison.Ordinal).Replace("behaviours", "behaviors", StringComparison.Ordinal);

        PersonaAnswer.Parse(json).ShouldBe(new PersonaAnswer(1, 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData("I am sorry, I cannot do that.")]
    [InlineData("<output></output>")]
    [InlineData("<output>{\"personas\": [</output>")]
    [InlineData("42")]
    [InlineData("\"personas\"")]
    public void Text_without_readable_JSON_is_no_answer(string text) => PersonaAnswer.Parse(text).ShouldBeNull();

    [Theory]
    [InlineData("{}", 0)]
    [InlineData("{\"personas\": {}}", 0)]
    [InlineData("{\"personas\": []}", 0)]
    [InlineData("{\"personas\": [1, null, \"x\", {}]}", 4)]
    public void What_is_JSON_but_no_persona_is_counted_and_not_valid(string text, int returned) =>
        PersonaAnswer.Parse(text).ShouldBe(new PersonaAnswer(returned, 0));

    [Fact]
    public void Deep_and_huge_answers_are_no_answer()
    {
        PersonaAnswer.Parse(new string('[', 1_000_000) + new string(']', 1_000_000)).ShouldBeNull();
        PersonaAnswer.Parse(string.Concat(Enumerable.Repeat("{\"personas\":[", 100_000))).ShouldBeNull();
        PersonaAnswer.Parse(new string('{', 100_000_000)).ShouldBeNull();
    }

    [Fact]
    public void No_text_makes_the_parser_throw()
    {
        string[] pieces = ["{", "}", "[", "]", "\"", ":", ",", "<output>", "</output>", "```", "```json\n", "\"personas\"", "\"name\"", "\"\\ud800\"", "\ud800", "\0", " ", "1e999", "null"];
        var text = Gen.OneOf(Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]), Gen.String).Array[0, 30].Select(string.Concat);

        text.Sample(sample => PersonaAnswer.Parse(sample) is null or { Returned: >= 0 }, iter: 20_000);
    }

    [Fact]
    public void A_damaged_answer_never_counts_more_valid_than_returned() =>
        Gen.Select(Gen.Int[1, 3], Gen.Double[0, 1], Gen.Char).Sample((count, place, character) =>
        {
            var text = ProviderCase.Answer(count).ToCharArray();
            text[(int)(place * (text.Length - 1))] = character;
            return PersonaAnswer.Parse(new string(text)) is not { } answer || (answer.Valid <= answer.Returned && answer.Returned <= count + 1);
        });
}
