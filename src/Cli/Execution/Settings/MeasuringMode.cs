using Persona.Bench.Core.Configuration;

namespace Persona.Bench.Cli.Execution.Settings;

/// <summary>Who measures.</summary>
internal enum MeasuringMode
{
    /// <summary>This process.</summary>
    Embedded,

    /// <summary>Remote workers, which claim the work from the store.</summary>
    Remote,
}

internal static class MeasuringModes
{
    /// <exception cref="ConfigurationException">Store and broker belong to different modes.</exception>
    public static MeasuringMode From(BenchConfiguration configuration) => (configuration.Store, configuration.Broker) switch
    {
        (StoreAddress.Sqlite, BrokerAddress.InMemory) => MeasuringMode.Embedded,
        (StoreAddress.Postgres, BrokerAddress.Amqp) => MeasuringMode.Remote,
        (StoreAddress.Postgres, _) => throw new ConfigurationException(
            $"store {configuration.Store} is for remote workers, but broker {configuration.Broker} reaches none; "
            + "set broker (PERSONA_BENCH_BROKER) to amqp://HOST/VHOST, or store to sqlite:FILE"),
        _ => throw new ConfigurationException(
            $"broker {configuration.Broker} is for remote workers, but store {configuration.Store} is a file that they cannot reach; "
            + "set store (PERSONA_BENCH_STORE) to postgresql://USER@HOST/DATABASE, or broker to in-memory"),
    };
}
