using System.Text.Json.Nodes;
using Persona.Bench.Emulator.Streams;
using static Persona.Bench.Emulator.Quirks.StreamEdits;

namespace Persona.Bench.Emulator.Quirks;

/// <summary>Where the token usage stands, and what it counts.</summary>
internal static class UsageQuirks
{
    /// <summary>Tokens of reasoning that the quirks of reasoning add to the usage.</summary>
    public const int ReasoningTokens = 40;

    private static readonly string[] OpenAI = [Quirk.OpenAI];

    public static IReadOnlyList<Quirk> All { get; } =
    [
        new("no-usage", "reports no usage")
        {
            Change = a => a.MapJson(json =>
            {
                foreach (var name in (string[])["usage", "usageMetadata", "prompt_eval_count", "eval_count"])
                    json.Remove(name);
                (json["message"] as JsonObject)?.Remove("usage");
            }),
        },
        new("usage-early", "reports the usage in the first chunk only") { Formats = OpenAI, Change = a => Moved(a, a.Opening) },
        new("usage-cumulative", "reports in every chunk the usage so far") { Formats = OpenAI, Change = Cumulative },
        new("usage-zero-last", "reports the usage, and then zeros") { Formats = OpenAI, Change = a => a.Map(frame => frame.Contains("[DONE]", StringComparison.Ordinal) ? Event(Zeros) + frame : frame) },
        new("usage-in-x-groq", "reports the usage inside of x_groq")
        {
            Formats = OpenAI,
            Change = a => a.MapJson(json =>
            {
                if (json["usage"] is JsonObject usage)
                {
                    json.Remove("usage");
                    json["x_groq"] = new JsonObject { ["id"] = "req_1", ["usage"] = usage };
                }
            }),
        },
        new("usage-in-choice", "reports the usage inside of the choice")
        {
            Formats = OpenAI,
            Change = a => a.MapJson(json =>
            {
                if (json["usage"] is JsonObject usage)
                {
                    json.Remove("usage");
                    json["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = new JsonObject(), ["usage"] = usage });
                }
            }),
        },
        new("usage-of-output-only", "reports no input tokens")
        {
            Formats = [Quirk.OpenAI, Quirk.Ollama],
            Change = a => a.MapJson(json =>
            {
                json.Remove("prompt_eval_count");
                (json["usage"] as JsonObject)?.Remove("prompt_tokens");
            }),
        },
        new("reasoning-in-total-only", "counts the tokens of its reasoning in the total only")
        {
            Formats = OpenAI, Change = a => Details(a, usage => usage["total_tokens"] = usage["total_tokens"]!.GetValue<int>() + ReasoningTokens),
        },
        new("hidden-reasoning", "counts tokens of reasoning that it does not show")
        {
            Formats = [Quirk.OpenAI, Quirk.Gemini],
            Change = a => Details(a, usage =>
            {
                usage["total_tokens"] = usage["total_tokens"]!.GetValue<int>() + ReasoningTokens;
                usage["completion_tokens"] = usage["completion_tokens"]!.GetValue<int>() + ReasoningTokens;
            }).MapJson(json =>
            {
                if (json["usageMetadata"] is JsonObject usage)
                    usage["thoughtsTokenCount"] = ReasoningTokens;
            }),
        },
        new("cached-input", "read all input tokens from its cache")
        {
            Change = a => a.MapJson(json =>
            {
                if (json["usage"] is JsonObject usage && usage["prompt_tokens"] is { } prompt)
                    usage["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = prompt.GetValue<int>() };
                if (json["usageMetadata"] is JsonObject metadata)
                    metadata["cachedContentTokenCount"] = metadata["promptTokenCount"]!.GetValue<int>();
                if ((json["message"] as JsonObject)?["usage"] is JsonObject start)
                {
                    start["cache_read_input_tokens"] = start["input_tokens"]!.GetValue<int>();
                    start["input_tokens"] = 0;
                }
            }),
            Formats = [Quirk.OpenAI, Quirk.Anthropic, Quirk.Gemini],
        },
    ];

    private const string Zeros = """{"choices":[],"usage":{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}}""";

    private static StreamedAnswer Details(StreamedAnswer answer, Action<JsonObject> change) => answer.MapJson(json =>
    {
        if (json["usage"] is not JsonObject usage || usage["completion_tokens"] is null)
            return;
        usage["completion_tokens_details"] = new JsonObject { ["reasoning_tokens"] = ReasoningTokens };
        change(usage);
    });

    // The usage event of the closing moves to the front.
    private static StreamedAnswer Moved(StreamedAnswer answer, byte[] opening)
    {
        JsonObject? usage = null;
        var without = answer.MapJson(json =>
        {
            if (json["usage"] is not JsonObject found)
                return [json];
            usage = (JsonObject)found.DeepClone();
            return [];
        });
        return without with { Opening = [.. opening, .. System.Text.Encoding.UTF8.GetBytes(Event(new JsonObject { ["choices"] = new JsonArray(), ["usage"] = usage }.ToJsonString()))] };
    }

    private static StreamedAnswer Cumulative(StreamedAnswer answer)
    {
        var prompt = 0;
        answer.MapJson(json => prompt = (json["usage"] as JsonObject)?["prompt_tokens"]?.GetValue<int>() ?? prompt);
        var output = 0;
        return answer.MapJson(json =>
        {
            if (json["usage"] is not JsonObject)
                json["usage"] = new JsonObject { ["prompt_tokens"] = prompt, ["completion_tokens"] = json.Delta()["content"]?.GetValue<string>().Length > 0 ? ++output : output };
        });
    }
}
