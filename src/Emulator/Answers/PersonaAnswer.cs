using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Persona.Bench.Emulator.Answers;

/// <summary>
/// Writes the emulated model's text: personas as JSON between <c>&lt;output&gt;</c> and <c>&lt;/output&gt;</c>, determined by seed
/// and prompt, with some 130 tokens per persona.
/// </summary>
internal static class PersonaAnswer
{
    public const string RefusalText = "I'm sorry, but I can't help with that request.";

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(int seed, string prompt, int personas) => Wrap(WriteJson(seed, prompt, personas));

    /// <summary>A value is missing and the outer brackets are never closed, so that even a lenient parser cannot repair it.</summary>
    public static string WriteMalformed(int seed, string prompt, int personas)
    {
        var json = WriteJson(seed, prompt, Math.Max(1, personas));
        var cut = json.IndexOf("\"demographics\":", StringComparison.Ordinal) + "\"demographics\":".Length;
        return Wrap(json[..cut] + "," + json[(cut + 1)..^3]);
    }

    private static string Wrap(string json) => $"<output>\n{json}\n</output>";

    private static string WriteJson(int seed, string prompt, int personas)
    {
        var choices = new SeededSequence(seed, prompt);
        var names = Names(choices, personas);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Json))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("personas");
            for (var i = 0; i < personas; i++)
            {
                WritePersona(writer, choices, i + 1, names[i]);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string[] Names(SeededSequence choices, int count)
    {
        var (first, last) = (choices.Next(int.MaxValue), choices.Next(int.MaxValue));
        var (firstNames, lastNames) = (PersonaVocabulary.FirstNames, PersonaVocabulary.LastNames);

        // Every pair occurs once before any repeats: the shift grows by one each time the first names are used up.
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
                firstNames[(int)(((long)first + i) % firstNames.Length)] + " "
                + lastNames[(int)(((long)last + i + (i / firstNames.Length)) % lastNames.Length)]),
        ];
    }

    private static void WritePersona(Utf8JsonWriter writer, SeededSequence choices, int number, string name)
    {
        writer.WriteStartObject();
        writer.WriteString("id", $"persona-{number}");
        writer.WriteString("name", name);
        writer.WriteStartObject("demographics");
        writer.WriteString("age_range", choices.Pick(PersonaVocabulary.AgeRanges));
        writer.WriteString("occupation", choices.Pick(PersonaVocabulary.Occupations));
        writer.WriteString("location", choices.Pick(PersonaVocabulary.Locations));
        writer.WriteEndObject();
        WriteTexts(writer, "goals", choices.PickSeveral(PersonaVocabulary.Goals, 2 + choices.Next(2)));
        WriteTexts(writer, "pain_points", choices.PickSeveral(PersonaVocabulary.PainPoints, 2 + choices.Next(2)));
        WriteTexts(writer, "behaviours", choices.PickSeveral(PersonaVocabulary.Behaviours, 2 + choices.Next(2)));
        WriteTexts(writer, "quotes", choices.PickSeveral(PersonaVocabulary.Quotes, 1 + choices.Next(2)));
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, string[] texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
