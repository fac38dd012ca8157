using Microsoft.AspNetCore.Http;
using Persona.Bench.Emulator.WireFormats;

namespace Persona.Bench.Emulator.Serving;

/// <summary>Routes each request to the endpoint that serves its path.</summary>
internal sealed class RequestRouter(CompletionEndpoint completions, InformationEndpoint information, ControlEndpoint control)
{
    private static readonly OpenAIWireFormat Unknown = new();

    public Task HandleAsync(HttpContext context) =>
        AllWireFormats.Serving(context.Request.Path.Value ?? "/") is { } format
            ? completions.HandleAsync(context, format)
            : HandleOthersAsync(context);

    private async Task HandleOthersAsync(HttpContext context)
    {
        if (await information.TryHandleAsync(context) || await control.TryHandleAsync(context))
        {
            return;
        }

        var body = Unknown.Error(404, $"Invalid URL ({context.Request.Method} {context.Request.Path})", context.TraceIdentifier);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = Unknown.ContentType;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
