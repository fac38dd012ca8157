using System.Net.Http.Headers;
using System.Text.Json;
using Persona.Bench.Worker.Providers.Answers;

namespace Persona.Bench.Worker.Providers;

/// <summary>One provider's HTTP API: how a prompt is sent, and what the messages of its answer mean. Holds no state.</summary>
internal abstract class WireFormat
{
    /// <summary>
    /// The root to which <see cref="Path"/> is added. Users give it with or without the version; the address that they give has no
    /// trailing slash.
    /// </summary>
    public virtual string Root(string address) => address;

    /// <summary>What follows the root of the address; may have a query.</summary>
    public abstract string Path(WireRequest request);

    public abstract void Authorize(HttpRequestHeaders headers, string key);

    /// <summary>Headers that every request needs, with or without a key.</summary>
    public virtual void AddHeaders(HttpRequestHeaders headers)
    {
    }

    /// <summary>Writes the properties of the body into an object that is already open.</summary>
    public abstract void Write(Utf8JsonWriter body, WireRequest request);

    /// <summary>
    /// Reads one message, which is an event of a stream, a line, or a whole answer. Reads what it knows and passes over the rest.
    /// </summary>
    /// <param name="message">Any JSON value.</param>
    /// <param name="events">Receives what the message says.</param>
    public abstract void Read(JsonElement message, ICollection<AnswerEvent> events);
}
