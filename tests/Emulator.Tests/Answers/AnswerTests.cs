using System.Text.Json;
using CsCheck;
using Persona.Bench.Emulator.Answers;

namespace Persona.Bench.Emulator.Tests.Answers;

public sealed class AnswerTests
{
    [Theory]
    [InlineData("You are a UX researcher. Generate 10 distinct user personas from 200 interviews.", 10)]
    [InlineData("Based on 3 surveys, write 2 user personas", 2)]
    [InlineData("generate 1 persona", 1)]
    [InlineData("Create 4 highly detailed user personas", 4)]
    [InlineData("no number before persona", 1)]
    [InlineData("", 1)]
    public void The_number_of_personas_is_read_from_the_prompt(string prompt, int personas) =>
        PromptReader.PersonasWanted(prompt).ShouldBe(personas);

    [Fact]
    public void An_answer_holds_the_personas_with_all_their_parts()
    {
        using var json = Json(PersonaAnswer.Write(1, "a prompt", 30));
        var personas = json.RootElement.GetProperty("personas").EnumerateArray().ToArray();

        personas.Length.ShouldBe(30);
        personas.Select(persona => persona.GetProperty("id").GetString()).Distinct().Count().ShouldBe(30);
        personas.Select(persona => persona.GetProperty("name").GetString()).Distinct().Count().ShouldBe(30);
        foreach (var persona in personas)
        {
            foreach (var key in (string[])["age_range", "occupation", "location"])
            {
                persona.GetProperty("demographics").GetProperty(key).GetString().ShouldNotBeNullOrEmpty();
            }

            foreach (var key in (string[])["goals", "pain_points", "behaviours", "quotes"])
            {
                persona.GetProperty(key).EnumerateArray().ShouldAllBe(text => text.GetString()!.Length > 0);
                persona.GetProperty(key).GetArrayLength().ShouldBeGreaterThan(0);
            }
        }
    }

    [Fact]
    public void The_same_seed_and_prompt_give_the_same_answer_and_others_another()
    {
        var answer = PersonaAnswer.Write(1, "a prompt", 2);

        PersonaAnswer.Write(1, "a prompt", 2).ShouldBe(answer);
        PersonaAnswer.Write(2, "a prompt", 2).ShouldNotBe(answer);
        PersonaAnswer.Write(1, "another prompt", 2).ShouldNotBe(answer);
    }

    [Fact]
    public void A_malformed_answer_cannot_be_repaired_by_taking_its_outermost_braces()
    {
        var text = PersonaAnswer.WriteMalformed(1, "a prompt", 2);
        var outermost = text[text.IndexOf('{')..(text.LastIndexOf('}') + 1)];

        Should.Throw<JsonException>(() => JsonDocument.Parse(outermost));
    }

    [Fact]
    public void One_persona_has_about_as_many_tokens_as_the_profiles_were_measured_with()
    {
        var counts = Enumerable.Range(0, 200).Select(i => Tokeniser.Count(PersonaAnswer.Write(i, "a prompt", 1))).ToArray();

        counts.Average().ShouldBeInRange(105, 150);
    }

    [Fact]
    public void Tokens_put_together_are_the_text_and_none_is_empty_or_half_a_character() =>
        Gen.String.Sample(text =>
        {
            var tokens = Tokeniser.Split(text);
            return string.Concat(tokens) == text && tokens.All(token => token.Length > 0) && tokens.Length == Tokeniser.Count(text);
        });

    [Fact]
    public void An_emoji_is_not_torn_apart() =>
        Tokeniser.Split("a😀😀😀😀😀b").ShouldAllBe(token => IsWhole(token));

    private static bool IsWhole(string token) => !char.IsLowSurrogate(token[0]) && !char.IsHighSurrogate(token[^1]);

    private static JsonDocument Json(string answer) =>
        JsonDocument.Parse(answer.Replace("<output>", "", StringComparison.Ordinal).Replace("</output>", "", StringComparison.Ordinal));
}
