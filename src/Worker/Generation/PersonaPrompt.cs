using System.Text;

namespace Persona.Bench.Worker.Generation;

/// <summary>The prompt of one iteration: role, research data, requirements, output format. Some 250 tokens without the data.</summary>
public static class PersonaPrompt
{
    private const string Format =
        """
        ## Output format
        Answer with JSON only, inside <output> tags, in exactly this form:
        <output>
        {
          "personas": [
            {
              "id": "persona-1",
              "name": "a realistic full name",
              "demographics": {
                "age_range": "e.g. 35-44",
                "occupation": "current job or role",
                "location": "city or region"
              },
              "goals": ["what this person wants to achieve"],
              "pain_points": ["what gets in the way"],
              "behaviours": ["what this person habitually does"],
              "quotes": ["words of a participant from the data"]
            }
          ]
        }
        </output>
        """;

    /// <param name="research">Items of research data, in order.</param>
    /// <param name="personas">How many personas to ask for; at least 1.</param>
    public static string Build(IReadOnlyList<string> research, int personas)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(personas, 1);
        var prompt = new StringBuilder(1_600 + research.Sum(item => item.Length + 2));
        prompt.Append("You are an experienced UX researcher. From the research data below, derive ")
            .Append(personas).Append(" distinct user ").Append(personas == 1 ? "persona" : "personas")
            .Append(" that a product team can design for.\n\n## Research data\n");
        foreach (var item in research)
            prompt.Append(item).Append("\n\n");
        prompt.Append("## Requirements\n")
            .Append("1. Base every statement on the research data; where it is silent, leave the detail out instead of inventing it.\n")
            .Append("2. Keep the personas apart: each one stands for a group of participants with needs of its own.\n")
            .Append("3. Give every persona concrete goals and pain points, and quote participants in their own words where possible.\n\n")
            .Append(Format);
        return prompt.ToString();
    }
}
