using Persona.Bench.Emulator.Streams;

namespace Persona.Bench.Emulator.Quirks;

/// <summary>
/// A way in which real servers depart from the provider's documentation, so that clients can be tried against it. The model's text and
/// its times stay as they are, unless the description says otherwise.
/// </summary>
/// <param name="Name">As in options, <c>crlf</c>.</param>
/// <param name="Description">What the server does, in one line.</param>
internal sealed record Quirk(string Name, string Description)
{
    public const string OpenAI = "openai";
    public const string Anthropic = "anthropic";
    public const string Gemini = "gemini";
    public const string Ollama = "ollama";

    /// <summary>The names of the wire formats that it applies to; requests in others are answered without it.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [OpenAI, Anthropic, Gemini, Ollama];

    /// <summary>Changes the stream.</summary>
    public Func<StreamedAnswer, StreamedAnswer>? Change { get; init; }

    /// <summary>Answers with this instead.</summary>
    public QuirkResponse? Instead { get; init; }

    /// <summary>Answers with one object.</summary>
    public bool Whole { get; init; }

    /// <summary>Keeps the connection open after the last byte, until the client leaves.</summary>
    public bool StaysOpen { get; init; }

    /// <summary>Sends the stream in one piece when its last token is due, as a proxy does that buffers.</summary>
    public bool AtOnce { get; init; }

    /// <summary>Like <see cref="AtOnce"/>, and compressed.</summary>
    public bool Compressed { get; init; }
}

/// <summary>A response that has nothing to do with the request.</summary>
internal sealed record QuirkResponse(int Status, string ContentType, string Body)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];
}
