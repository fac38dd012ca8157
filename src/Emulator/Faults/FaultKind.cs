namespace Persona.Bench.Emulator.Faults;

/// <summary>What goes wrong with a request. Written in kebab-case, <see cref="Status"/> as its number.</summary>
public enum FaultKind
{
    /// <summary>An HTTP error in the provider's own format, with its status.</summary>
    Status,

    /// <summary>The request is accepted and never answered; ends when the client disconnects.</summary>
    Hang,

    /// <summary>The answer stops half-way and the connection stays open until the client disconnects.</summary>
    HangMidStream,

    /// <summary>The connection is reset half-way through the answer.</summary>
    Cut,

    /// <summary>The model's text is not valid JSON; the transport around it is intact.</summary>
    BadJson,

    /// <summary>The transport's own JSON is broken half-way, with status 200.</summary>
    BadBody,

    /// <summary>One persona fewer than asked for.</summary>
    TooFew,

    /// <summary>The answer ends half-way at the token limit (<c>length</c>, <c>max_tokens</c>, <c>MAX_TOKENS</c>).</summary>
    Truncated,

    /// <summary>The provider's content filter declines.</summary>
    Refusal,

    /// <summary>A departure from the wire format, named by <see cref="Fault.QuirkName"/>.</summary>
    Quirk,
}
