using Persona.Bench.Worker.Generation;

namespace Persona.Bench.Worker.Tests.Generation;

public sealed class PersonaPromptTests
{
    [Theory]
    [InlineData(1, "1 distinct user persona ")]
    [InlineData(10, "10 distinct user personas ")]
    public void The_number_of_personas_comes_before_distinct(int personas, string expected) =>
        PersonaPrompt.Build(["data"], personas).ShouldContain(expected);

    [Fact]
    public void The_data_comes_in_order_between_role_and_requirements()
    {
        var prompt = PersonaPrompt.Build(["first item", "second item"], 3);

        string[] parts = ["UX researcher", "first item", "second item", "1. ", "2. ", "3. ", "<output>", "age_range", "pain_points", "behaviours", "quotes", "</output>"];
        var positions = parts.Select(part => prompt.IndexOf(part, StringComparison.Ordinal)).ToArray();
        positions.ShouldAllBe(position => position >= 0);
        positions.ShouldBe(positions.Order());
    }

    [Fact]
    public void The_empty_template_is_some_250_tokens() =>
        // Four characters per token, typical of English prose and JSON.
        (PersonaPrompt.Build([], 1).Length / 4).ShouldBeInRange(220, 380);
}
