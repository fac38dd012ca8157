using Persona.Bench.Core.Configuration;
using Persona.Bench.Files.Configuration;

namespace Persona.Bench.Hosting.Settings;

/// <summary>A service's settings: environment over file over defaults.</summary>
/// <param name="Configuration">The whole configuration.</param>
/// <param name="Broker">The message broker; null if <paramref name="Run"/> is set.</param>
/// <param name="Run">Serve only this run, with work found in the store; null: all runs, with work from the broker.</param>
/// <param name="Listen">Address of the HTTP server.</param>
/// <param name="Token">Secret that HTTP clients must send; null: only this machine can connect.</param>
/// <param name="Folder">Base of relative input paths.</param>
public sealed record ServiceSettings(
    BenchConfiguration Configuration, BrokerAddress.Amqp? Broker, Guid? Run, ListenAddress Listen, string? Token, string Folder)
{
    /// <summary>Started by a command on the same machine, and ends with that command.</summary>
    public bool IsLocal { get; init; }

    /// <param name="options">Command-line options.</param>
    /// <param name="listenOf">The service's own address.</param>
    /// <param name="environment">Value of a variable; null where it is not set.</param>
    /// <exception cref="ConfigurationException">A setting cannot be used; the message is one line.</exception>
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
                $"listen {listen} can be reached from other machines: set {ServiceVariables.Token} to a secret that clients must send, or listen on 127.0.0.1");
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
