namespace Persona.Bench.Core.Iterations;

/// <summary>Why an iteration failed. Stored and printed in snake_case (<c>rate_limited</c>).</summary>
public enum ErrorKind
{
    /// <summary>401 or 403.</summary>
    Auth,

    /// <summary>429 after the last try.</summary>
    RateLimited,

    /// <summary>402, or the account has no credit left: waiting does not help.</summary>
    Quota,

    /// <summary>408, 409 or 5xx after the last try, or the provider broke off the answer.</summary>
    Server,

    /// <summary>The provider does not have the model.</summary>
    ModelNotFound,

    /// <summary>Any other 3xx or 4xx: the provider rejects the request (bad parameter, wrong address).</summary>
    BadRequest,

    /// <summary>No complete answer before the deadline.</summary>
    Timeout,

    /// <summary>The host could not be reached, or the connection broke, possibly in the middle of an answer.</summary>
    Connection,

    /// <summary>The model or its safety filter declined.</summary>
    RefusedContent,

    /// <summary>The answer, or the transport around it, could not be parsed.</summary>
    BadJson,

    /// <summary>The answer ended at the token limit (<c>finish_reason: length</c>).</summary>
    Truncated,

    /// <summary>Fewer personas than requested.</summary>
    CountMismatch,

    /// <summary>None of the personas matches the schema.</summary>
    InvalidPersona,

    /// <summary>A program used as provider exited with an unexpected code.</summary>
    ExitCode,

    /// <summary>The provider, or a program used as one, ended without a result, such as a model that calls a tool instead of answering.</summary>
    NoResult,

    /// <summary>Every attempt lost its worker: the lease expired each time.</summary>
    WorkerLost,

    /// <summary>The store rejected the measurement; the worker keeps it in a file next to its spool.</summary>
    NotRecorded,
}
