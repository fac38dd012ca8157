namespace Persona.Bench.Core.Configuration;

/// <summary>Address of the message broker. Its text form holds no password.</summary>
public abstract record BrokerAddress
{
    private BrokerAddress()
    {
    }

    /// <summary>The form that <see cref="Parse"/> accepts; may hold a password.</summary>
    public abstract string ToConnection();

    /// <summary>Inside the process, for embedded mode.</summary>
    public sealed record InMemory : BrokerAddress
    {
        public override string ToConnection() => "in-memory";

        public override string ToString() => "in-memory";
    }

    /// <summary>RabbitMQ; the address may hold a password.</summary>
    public sealed record Amqp(Uri Address) : BrokerAddress
    {
        public override string ToConnection() => Address.OriginalString;

        public override string ToString() => $"{Address.Scheme}://{Address.Authority}{Address.AbsolutePath}";
    }

    /// <summary>Reads <c>in-memory</c>, <c>amqp://…</c> or <c>amqps://…</c>.</summary>
    /// <exception cref="ConfigurationException">It is none of them. The message does not repeat the text, which may hold a password.</exception>
    public static BrokerAddress Parse(string text)
    {
        if (text == "in-memory") return new InMemory();
        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" && uri.Host.Length > 0;
        return isAddress && uri!.Query.Length == 0 && uri.Fragment.Length == 0
            ? new Amqp(uri)
            : throw new ConfigurationException("not a broker address: write in-memory, amqp://USER@HOST:PORT/VHOST or amqps://…");
    }
}
