using static Persona.Bench.Emulator.Quirks.StreamEdits;

namespace Persona.Bench.Emulator.Quirks;

/// <summary>Errors in the places where servers put them.</summary>
internal static class ErrorQuirks
{
    private const string Json = "application/json";
    private const string Html = "text/html; charset=utf-8";
    private const string Overloaded = """{"error":{"message":"The engine is overloaded","type":"server_error","code":503}}""";

    private static readonly string[] OpenAI = [Quirk.OpenAI];
    private static readonly string[] Events = [Quirk.OpenAI, Quirk.Anthropic, Quirk.Gemini];

    public static IReadOnlyList<Quirk> All { get; } =
    [
        new("error-in-stream", "ends in the middle with an error as an event") { Formats = [Quirk.OpenAI, Quirk.Gemini], Change = a => a.BrokenOff(Event(Overloaded)) },
        new("error-event", "ends in the middle with an event that is named error")
        {
            Formats = Events,
            Change = a => a.BrokenOff("event: error\n" + Event("""{"type":"error","error":{"type":"overloaded_error","message":"The engine is overloaded"}}""")),
        },
        new("error-text-event", "ends in the middle with an event that is named error and holds plain text")
        {
            Formats = Events, Change = a => a.BrokenOff("event: error\ndata: The engine is overloaded\n\n"),
        },
        new("error-in-choice", "ends in the middle with an error inside of the choice")
        {
            Formats = OpenAI,
            Change = a => a.BrokenOff(Event("""{"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error","error":{"code":503,"message":"The engine is overloaded"}}]}""") + Event("[DONE]")),
        },
        new("error-line", "ends in the middle with a line error: {…}") { Formats = OpenAI, Change = a => a.BrokenOff("error: " + Overloaded + "\n\n") },
        new("error-bare", "ends in the middle with JSON that is no event") { Formats = OpenAI, Change = a => a.BrokenOff(Overloaded + "\n") },
        new("error-in-lines", "ends in the middle with an error as a line") { Formats = [Quirk.Ollama], Change = a => a.BrokenOff("""{"error":"The engine is overloaded"}""" + "\n") },
        new("error-200", "answers with an error and the status 200") { Instead = new(200, Json, Overloaded) },
        new("html-200", "answers with an HTML page and the status 200")
        {
            Instead = new(200, Html, "<!DOCTYPE html><html><head><title>Sign in &amp; continue</title></head><body>…</body></html>"),
        },
        new("html-502", "answers with the HTML page of a gateway that cannot reach it")
        {
            Instead = new(502, Html, "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center></body></html>"),
        },
        new("validation-422", "rejects a field as FastAPI does")
        {
            Instead = new(422, Json, """{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs are not permitted","input":{}}]}"""),
        },
        new("refuses-max-tokens", "rejects max_tokens, as newer models of OpenAI do")
        {
            Formats = OpenAI,
            Instead = new(400, Json, """{"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.","type":"invalid_request_error","param":"max_tokens","code":"unsupported_parameter"}}"""),
        },
        new("refuses-temperature", "rejects any temperature but its own")
        {
            Instead = new(400, Json, """{"error":{"message":"Unsupported value: 'temperature' does not support 0.7 with this model. Only the default (1) value is supported.","type":"invalid_request_error","param":"temperature","code":"unsupported_value"}}"""),
        },
        new("no-credit", "says with 429 that the account has no credit left")
        {
            Instead = new(429, Json, """{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}"""),
        },
        new("should-not-retry", "says with 500 that trying again does not help")
        {
            Instead = new(500, Json, """{"error":{"message":"The server had an error"}}""") { Headers = [("x-should-retry", "false")] },
        },
        new("retry-after-ms", "asks with 429 for a pause of some milliseconds")
        {
            Instead = new(429, Json, """{"error":{"message":"Slow down"}}""") { Headers = [("retry-after-ms", "30")] },
        },
        new("retry-info", "asks with 429 for a pause in the details of the error")
        {
            Instead = new(429, Json, """{"error":{"code":429,"message":"Resource exhausted","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"0.03s"}]}}"""),
        },
        new("limit-reset", "says with 429 when the limits are reset")
        {
            Instead = new(429, Json, """{"error":{"message":"Rate limit reached"}}""")
            {
                Headers = [("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-reset-requests", "30ms"), ("x-ratelimit-remaining-tokens", "100"), ("x-ratelimit-reset-tokens", "6m0s")],
            },
        },
        new("conflict-409", "answers with 409, which passes by itself") { Instead = new(409, Json, """{"error":{"message":"Conflict"}}""") { Headers = [("retry-after-ms", "30")] } },
        new("redirect", "redirects to another address") { Instead = new(307, Html, "") { Headers = [("Location", "https://models.example/v2/chat")] } },
    ];
}
