using System.Text.Json;
using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Worker.Providers.Answers;

/// <summary>An error that a provider describes in JSON, in whichever form.</summary>
/// <param name="Status">The HTTP status that it names; null if it names none.</param>
/// <param name="Codes">Its machine-readable words, such as <c>insufficient_quota</c> or <c>overloaded_error</c>.</param>
/// <param name="Message">Its words for people; empty if it has none.</param>
internal sealed record ProviderError(int? Status, IReadOnlyList<string> Codes, string Message)
{
    private static readonly string[] CodeNames = ["code", "type", "status", "reason"];

    /// <summary>The kind by its codes and status; <see cref="ErrorKind.Server"/> if they say nothing.</summary>
    public ErrorKind Kind => ErrorKinds.Find(Codes) ?? (Status is { } status ? ErrorKinds.Of(status) : ErrorKind.Server);

    /// <summary>Finds the error in a message that has one in any of the known places; null if the message is no error.</summary>
    public static ProviderError? Find(JsonElement message) => message.ValueKind switch
    {
        JsonValueKind.Object => FindIn(message),
        JsonValueKind.Array when message.GetArrayLength() > 0 => Find(message[0]),
        _ => null,
    };

    /// <summary>Reads an error object, or what stands in its place: a text.</summary>
    public static ProviderError Read(JsonElement error)
    {
        var codes = new List<string>(2);
        int? status = null;
        Collect(error, codes, ref status);
        return new(status, codes, ProviderMessage.Words(error) ?? "");
    }

    private static ProviderError? FindIn(JsonElement message)
    {
        foreach (var name in (ReadOnlySpan<string>)["error", "errors"])
        {
            if (message.Find(name) is { } error && SaysSomething(error))
                return ReadWithin(message, error);
        }

        // {"object":"error",…}, {"type":"error",…}, {"detail":…} and {"message":…,"code":…}, where no answer stands beside it.
        var isNamed = message.Text("object") == "error" || message.Text("type") == "error";
        var isBare = message.Find("choices") is null && message.Find("candidates") is null
            && (message.Find("detail") is not null || (message.Find("message")?.ValueKind is JsonValueKind.String && HasCode(message)));
        return isNamed || isBare ? Read(message) : null;
    }

    private static bool HasCode(JsonElement message) => Array.Exists(CodeNames, name => message.Find(name) is not null);

    // The code may stand beside the error: {"error":"…","status":429}.
    private static ProviderError ReadWithin(JsonElement message, JsonElement error)
    {
        var inner = Read(error);
        return inner.Status is null && inner.Codes.Count == 0 ? inner with { Status = Read(message).Status } : inner;
    }

    private static bool SaysSomething(JsonElement error) => error.ValueKind switch
    {
        JsonValueKind.String => error.GetString()!.Length > 0,
        JsonValueKind.Object => error.EnumerateObject().Any(),
        JsonValueKind.Array => error.GetArrayLength() > 0,
        JsonValueKind.True or JsonValueKind.Number => true,
        _ => false,
    };

    private static void Collect(JsonElement error, List<string> codes, ref int? status)
    {
        if (error.ValueKind is JsonValueKind.Array && error.GetArrayLength() > 0)
            Collect(error[0], codes, ref status);
        if (error.ValueKind is not JsonValueKind.Object)
            return;
        foreach (var name in CodeNames)
        {
            if (error.Find(name) is not { } value)
                continue;
            if (value.Count() is >= 100 and <= 599 and var number)
                status ??= (int)number;
            else if (value.ValueKind is JsonValueKind.String && value.GetString() is { Length: > 0 and <= 100 } code)
                codes.Add(code);
        }

        // Google's details name the reason.
        codes.AddRange(error.List("details").Select(detail => detail.Text("reason")).OfType<string>());
    }
}
