namespace Persona.Bench.Core.Configuration;

/// <summary>What carries the messages. Its text holds no password.</summary>
public abstract record BrokerAddress
{
    private BrokerAddress()
    {
    }

    /// <summary>What <see cref="Parse"/> reads again; may hold a password.</summary>
    public abstract string ToConnection();

    /// <summary>Inside the process: embedded mode.</summary>
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
            : throw new ConfigurationException("not the address of a broker: write in-memory, amqp://USER@HOST:PORT/VHOST or amqps://…");
    }
}
