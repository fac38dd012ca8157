using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Worker.Providers.Answers;

/// <summary>Classifies what a provider says went wrong.</summary>
internal static class ErrorKinds
{
    private static readonly Dictionary<string, ErrorKind> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["authentication_error"] = ErrorKind.Auth,
        ["permission_error"] = ErrorKind.Auth,
        ["invalid_api_key"] = ErrorKind.Auth,
        ["API_KEY_INVALID"] = ErrorKind.Auth,
        ["UNAUTHENTICATED"] = ErrorKind.Auth,
        ["PERMISSION_DENIED"] = ErrorKind.Auth,
        ["insufficient_quota"] = ErrorKind.Quota,
        ["billing_error"] = ErrorKind.Quota,
        ["billing_hard_limit_reached"] = ErrorKind.Quota,
        ["billing_not_active"] = ErrorKind.Quota,
        ["insufficient_balance"] = ErrorKind.Quota,
        ["rate_limit_error"] = ErrorKind.RateLimited,
        ["rate_limit_exceeded"] = ErrorKind.RateLimited,
        ["too_many_requests"] = ErrorKind.RateLimited,
        ["RESOURCE_EXHAUSTED"] = ErrorKind.RateLimited,
        ["not_found_error"] = ErrorKind.ModelNotFound,
        ["model_not_found"] = ErrorKind.ModelNotFound,
        ["DeploymentNotFound"] = ErrorKind.ModelNotFound,
        ["NOT_FOUND"] = ErrorKind.ModelNotFound,
        ["invalid_request_error"] = ErrorKind.BadRequest,
        ["request_too_large"] = ErrorKind.BadRequest,
        ["context_length_exceeded"] = ErrorKind.BadRequest,
        ["INVALID_ARGUMENT"] = ErrorKind.BadRequest,
        ["FAILED_PRECONDITION"] = ErrorKind.BadRequest,
        ["content_filter"] = ErrorKind.RefusedContent,
        ["content_policy_violation"] = ErrorKind.RefusedContent,
        ["overloaded_error"] = ErrorKind.Server,
        ["api_error"] = ErrorKind.Server,
        ["server_error"] = ErrorKind.Server,
        ["timeout_error"] = ErrorKind.Server,
        ["UNAVAILABLE"] = ErrorKind.Server,
        ["INTERNAL"] = ErrorKind.Server,
    };

    /// <summary>The kind of the first code that has one. A general type does not hide the special code beside it.</summary>
    public static ErrorKind? Find(IReadOnlyList<string> codes)
    {
        ErrorKind? found = null;
        foreach (var code in codes)
        {
            if (found is null or ErrorKind.BadRequest && Codes.TryGetValue(code, out var kind))
                found = kind;
        }

        return found;
    }

    public static ErrorKind Of(int status) => status switch
    {
        401 or 403 or 407 => ErrorKind.Auth,
        402 => ErrorKind.Quota,
        404 => ErrorKind.ModelNotFound,
        429 => ErrorKind.RateLimited,
        408 or 409 or >= 500 => ErrorKind.Server,
        _ => ErrorKind.BadRequest,
    };

    /// <summary>Whether the same request may succeed later.</summary>
    public static bool IsTransient(ErrorKind kind) => kind is ErrorKind.RateLimited or ErrorKind.Server;
}
