using Npgsql;
using Persona.Bench.Faults.Processes;
using Persona.Bench.Faults.Servers;
using Persona.Bench.Storage.Database;

namespace Persona.Bench.Faults.Bench;

/// <summary>What the services depend on: the servers, the provider, a folder, and the store as the suite itself reads it.</summary>
internal sealed class BenchGround : IAsyncDisposable
{
    private const string DatabaseName = "faults";
    private readonly NpgsqlConnectionStringBuilder _database;

    private BenchGround(PrivateServers servers, EmulatorProcess provider, string folder)
    {
        Servers = servers;
        Provider = provider;
        Folder = folder;
        _database = new NpgsqlConnectionStringBuilder(servers.Database) { Database = DatabaseName };
        Store = new PostgresStore(_database.ConnectionString, $"postgres:{DatabaseName}");
        ConfigurationFile = Path.Combine(folder, "persona.yaml");
    }

    public PrivateServers Servers { get; }

    public EmulatorProcess Provider { get; }

    /// <summary>Holds the configuration, the spools, the oracle's log and the output of the processes.</summary>
    public string Folder { get; }

    public string ConfigurationFile { get; }

    /// <summary>The store, reached without a proxy.</summary>
    public PostgresStore Store { get; }

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(5) };

    public int DatabasePort => _database.Port;

    public int BrokerPort => Servers.Broker.Port;

    public int ProviderPort => Provider.Address.Port;

    public static async Task<BenchGround> LayAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("persona-faults-").FullName;
        var starting = PrivateServers.StartAsync(cancellationToken);
        var provider = await EmulatorProcess.StartAsync(folder, cancellationToken);
        PrivateServers servers;
        try
        {
            servers = await starting;
        }
        catch
        {
            provider.Dispose();
            throw;
        }

        var ground = new BenchGround(servers, provider, folder);
        try
        {
            await ground.PrepareAsync(cancellationToken);
            return ground;
        }
        catch
        {
            await ground.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address of the database through a proxy.</summary>
    public string DatabaseThrough(int port) =>
        new NpgsqlConnectionStringBuilder(_database.ConnectionString) { Port = port, Timeout = 5, MaxPoolSize = 20 }.ConnectionString;

    /// <summary>The address of the broker through a proxy.</summary>
    public string BrokerThrough(int port) => new UriBuilder(Servers.Broker) { Port = port }.Uri.AbsoluteUri;

    /// <summary>Runs raw SQL on the suite's own connection.</summary>
    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(Servers.Database, cancellationToken);
#pragma warning disable CA2100 // Statements are constants of this project.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The suite's own connection to the store.</summary>
    public Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken) => ConnectAsync(_database.ConnectionString, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Provider.Dispose();
        await Store.DisposeAsync();
        await Servers.DisposeAsync();
        if (Environment.GetEnvironmentVariable("PERSONA_FAULTS_KEEP") is null)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static async Task<NpgsqlConnection> ConnectAsync(string database, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await File.WriteAllTextAsync(ConfigurationFile, BenchSettings.Configuration, cancellationToken);
        await ExecuteAsync($"CREATE DATABASE {DatabaseName}", cancellationToken);
        await Store.MigrateAsync(cancellationToken);
    }
}
