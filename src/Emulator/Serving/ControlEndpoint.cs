using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Persona.Bench.Emulator.Faults;
using Persona.Bench.Emulator.GroundTruth;
using Persona.Bench.Emulator.WireFormats;

namespace Persona.Bench.Emulator.Serving;

/// <summary>
/// Control from another process. <c>POST /emulator/faults</c> with <c>{"fault": "429:1:2", "count": 3}</c> applies the fault to
/// the next three requests, <c>DELETE</c> removes pending faults, and <c>GET</c> counts them. <c>GET /emulator/log</c> returns the
/// ground truth as JSON lines. If the provider requires a key, so does this endpoint, as a bearer token.
/// </summary>
internal sealed class ControlEndpoint(FaultPlan faults, RequestLog log, string? apiKey)
{
    public async Task<bool> TryHandleAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.Path.StartsWithSegments("/emulator", StringComparison.Ordinal, out var rest))
        {
            return false;
        }

        if (apiKey is not null && request.Headers.Authorization != $"Bearer {apiKey}")
        {
            await ErrorAsync(context, 401, "The emulator's control endpoint needs the API key as a bearer token.");
            return true;
        }

        var answering = (request.Method, rest.Value) switch
        {
            ("POST", "/faults") => EnqueueAsync(context),
            ("DELETE", "/faults") => ClearAsync(context),
            ("GET", "/faults") => PendingAsync(context),
            ("GET", "/log") => LogAsync(context),
            _ => ErrorAsync(context, 404, "Not found: use POST, GET or DELETE /emulator/faults, or GET /emulator/log."),
        };
        await answering;
        return true;
    }

    private async Task EnqueueAsync(HttpContext context)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            var root = RequestBody.Object(body.RootElement, "body");
            var fault = Fault.Parse(root.RequiredText("fault"));
            var count = root.Limit("count") ?? 1;
            if (count is < 1 or > 1_000_000)
            {
                throw new BadRequestException("count: a number from 1 to 1000000 is required");
            }

            faults.Enqueue(fault, count);
            await PendingAsync(context);
        }
        catch (JsonException)
        {
            await ErrorAsync(context, 400, """The body is not JSON: send {"fault": "429", "count": 1}.""");
        }
        catch (Exception e) when (e is BadRequestException or EmulatorException)
        {
            await ErrorAsync(context, 400, e.Message);
        }
    }

    private Task ClearAsync(HttpContext context)
    {
        faults.Clear();
        return PendingAsync(context);
    }

    private Task PendingAsync(HttpContext context) => SendAsync(context, 200, json => json.WriteNumber("pending", faults.Pending));

    private async Task LogAsync(HttpContext context)
    {
        context.Response.ContentType = "application/x-ndjson";
        foreach (var record in log.Snapshot())
        {
            await context.Response.WriteAsync(GroundTruthJson.ToLine(record) + "\n", context.RequestAborted);
        }
    }

    private static Task ErrorAsync(HttpContext context, int status, string message) =>
        SendAsync(context, status, json => json.WriteString("error", message));

    private static async Task SendAsync(HttpContext context, int status, Action<Utf8JsonWriter> properties)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(JsonText.Object(properties), context.RequestAborted);
    }
}
