namespace Persona.Bench.Worker.Providers.Http;

internal static class ResponseHeaders
{
    private const int Longest = 200;

    /// <summary>The value of a header, as it was sent; null if it is missing, empty or too long to mean anything.</summary>
    public static string? Header(this HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is { Length: > 0 and <= Longest } text ? text : null;
}
