namespace Persona.Bench.Core.Iterations;

/// <summary>Why an iteration failed. Stored and printed in snake_case (<c>rate_limited</c>).</summary>
public enum ErrorKind
{
    /// <summary>401 or 403.</summary>
    Auth,

    /// <summary>429 after the last try.</summary>
    RateLimited,

    /// <summary>5xx after the last try.</summary>
    Server,

    /// <summary>Another 4xx: the provider does not take the request (unknown model, bad parameter).</summary>
    BadRequest,

    /// <summary>No answer, or no end of it, before the deadline.</summary>
    Timeout,

    /// <summary>The host was not reached, or the connection broke, also in the middle of an answer.</summary>
    Connection,

    /// <summary>The model or its safety filter declined.</summary>
    RefusedContent,

    /// <summary>The answer, or the transport around it, could not be parsed.</summary>
    BadJson,

    /// <summary>The answer ended at the token limit (<c>finish_reason: length</c>).</summary>
    Truncated,

    /// <summary>Fewer personas than asked for.</summary>
    CountMismatch,

    /// <summary>None of the personas matches the schema.</summary>
    InvalidPersona,

    /// <summary>A program used as provider ended with an unexpected exit code.</summary>
    ExitCode,

    /// <summary>A program used as provider left no result.</summary>
    NoResult,

    /// <summary>Every attempt lost its worker: the lease ran out each time.</summary>
    WorkerLost,

    /// <summary>The store refused what was measured; the worker's machine keeps it in a file beside its spool.</summary>
    NotRecorded,
}
