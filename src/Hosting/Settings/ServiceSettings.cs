using Persona.Bench.Core.Configuration;
using Persona.Bench.Files.Configuration;

namespace Persona.Bench.Hosting.Settings;

/// <summary>What a service runs with: environment over file over defaults.</summary>
/// <param name="Configuration">All of it.</param>
/// <param name="Broker">The message broker; null: none, for <paramref name="Run"/>.</param>
/// <param name="Run">A worker of this run alone, which finds its work in the store; null: of all runs, by the broker.</param>
/// <param name="Listen">Where it answers HTTP.</param>
/// <param name="Token">Who asks must have it; null: nobody but this machine can ask.</param>
/// <param name="Folder">Base of relative input paths.</param>
public sealed record ServiceSettings(
    BenchConfiguration Configuration, BrokerAddress.Amqp? Broker, Guid? Run, ListenAddress Listen, string? Token, string Folder)
{
    /// <summary>A command started it on its own machine, and it ends with that command.</summary>
    public bool IsLocal { get; init; }

    /// <param name="options">What the command line says.</param>
    /// <param name="listenOf">The service's own address.</param>
    /// <param name="environment">Value of a variable; null where it is not set.</param>
    /// <exception cref="ConfigurationException">Something cannot be used; one line.</exception>
    public static ServiceSettings Load(ServiceOptions options, Func<BenchConfiguration, ListenAddress> listenOf, Func<string, string?> environment)
    {
        var folder = Directory.GetCurrentDirectory();
        var path = ConfigurationFile.Find(options.Config, folder);
        var file = path is null ? new BenchConfiguration() : ConfigurationFile.Read(path, KnownNames.OfProduct);
        var resolved = ConfigurationResolver.Resolve(file, new ConfigurationOverrides(), environment, KnownNames.OfProduct);
        var configuration = ServiceVariables.Apply(resolved, environment);
        var (listen, token) = (listenOf(configuration), environment(ServiceVariables.Token) is { Length: > 0 } text ? text : null);
        if (!listen.IsLoopback && token is null)
        {
            throw new ConfigurationException(
                $"listen {listen} can be reached from other machines: set {ServiceVariables.Token} to a secret that who asks must send, or listen on 127.0.0.1");
        }

        return new ServiceSettings(configuration, options.Run is null ? BrokerOf(configuration) : null, options.Run, listen, token, folder)
        {
            IsLocal = options.UntilInputEnds,
        };
    }

    private static BrokerAddress.Amqp BrokerOf(BenchConfiguration configuration) => (configuration.Store, configuration.Broker) switch
    {
        (StoreAddress.Postgres, BrokerAddress.Amqp broker) => broker,
        (StoreAddress.Sqlite, _) => throw new ConfigurationException(
            $"store {configuration.Store}: services share a PostgreSQL database: set {ConfigurationResolver.StoreVariable}, or store in persona.yaml, to postgresql://USER@HOST/DATABASE"),
        _ => throw new ConfigurationException(
            $"broker {configuration.Broker}: services share a RabbitMQ broker: set {ConfigurationResolver.BrokerVariable}, or broker in persona.yaml, to amqp://USER@HOST"),
    };
}
