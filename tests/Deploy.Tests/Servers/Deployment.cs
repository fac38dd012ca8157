using Persona.Bench.Core.Configuration;
using Persona.Bench.Deploy.Tests.Processes;
using Persona.Bench.Storage.Database;

[assembly: AssemblyFixture(typeof(Persona.Bench.Deploy.Tests.Servers.Deployment))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Persona.Bench.Deploy.Tests.Servers;

/// <summary>Servers, roles and users as <c>deploy/README.md</c> leaves them.</summary>
public sealed class Deployment : IAsyncLifetime
{
    public const string Database = "persona_bench";
    public const string VirtualHost = "persona-bench";
    private static readonly string[] Secrets = ["MIGRATOR", "COORDINATOR", "WORKER", "SUBMITTER", "READER", "COORDINATOR_BROKER", "WORKER_BROKER"];

    private PrivateServers? _servers;

    /// <summary>A folder that every user can traverse.</summary>
    public string Folder { get; private set; } = "";

    internal PrivateServers Servers => _servers ?? throw new InvalidOperationException("the servers were not started");

    /// <summary>Environment variables that pass the passwords to the scripts.</summary>
    internal Dictionary<string, string> Passwords { get; } = Secrets.ToDictionary(name => $"PERSONA_BENCH_{name}_PASSWORD", _ => $"{Guid.NewGuid():N}");

    /// <summary>The certificate of an authority that signed none of the certificates in use.</summary>
    internal string StrangeCaFile => Path.Combine(Folder, "strange", "ca.crt");

    public async ValueTask InitializeAsync()
    {
        if (PrivateServers.Missing is not null)
        {
            return;
        }

        Folder = Directory.CreateTempSubdirectory("persona-deploy-").FullName;
        _servers = new PrivateServers(Path.Combine(Folder, "servers"));
        try
        {
            await SetUpAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Skips the test if the servers are not available. Every test calls it first.</summary>
    internal void Require() => Assert.SkipWhen(_servers is null, PrivateServers.Missing ?? "");

    /// <summary>The store's address for a role, including the authority to trust.</summary>
    internal string AddressOf(string role, string? caFile = null) =>
        $"postgresql://persona_bench_{role}:{Passwords[$"PERSONA_BENCH_{role.ToUpperInvariant()}_PASSWORD"]}@127.0.0.1:{Servers.DatabasePort}/{Database}"
        + $"?sslmode=verify-full&sslrootcert={caFile ?? Servers.CaFile}";

    /// <summary>The broker's address for a user.</summary>
    internal string BrokerOf(string user) =>
        $"amqps://persona_bench_{user}:{Passwords[$"PERSONA_BENCH_{user.ToUpperInvariant()}_BROKER_PASSWORD"]}@localhost:{Servers.BrokerPort}/{VirtualHost}";

    internal PostgresStore StoreOf(string role) =>
        new(((StoreAddress.Postgres)StoreAddress.Parse(AddressOf(role))).ConnectionString, role);

    /// <summary>Environment variables of a service, coordinator or worker.</summary>
    internal Dictionary<string, string> EnvironmentOf(string service) => new()
    {
        ["PERSONA_BENCH_STORE"] = AddressOf(service),
        ["PERSONA_BENCH_BROKER"] = BrokerOf(service),
        ["SSL_CERT_FILE"] = Servers.CaFile,
        ["PERSONA_BENCH_LISTEN"] = "127.0.0.1:0",
        ["PERSONA_BENCH_LEASE_S"] = "5",
        ["PERSONA_BENCH_DRAIN_S"] = "5",
    };

    public async ValueTask DisposeAsync()
    {
        if (_servers is not null)
        {
            await _servers.DisposeAsync();
            Directory.Delete(Folder, recursive: true);
        }
    }

    private async Task SetUpAsync()
    {
        await Shell.RunAsync("chmod", ["755", Folder]);
        await Servers.StartAsync();
        await Shell.RunAsync("bash", [Repository.Deploy("tls/make-ca.sh"), Path.Combine(Folder, "strange"), "localhost"]);
        await Shell.RunAsync("psql", ["-q", "-v", $"database={Database}", "-f", Repository.Deploy("postgres/roles.sql")], With(Servers.Administrator));
        await Shell.RunAsync(
            "bash", [Repository.Deploy("rabbitmq/users.sh")], With(new Dictionary<string, string> { ["RABBITMQCTL"] = Servers.Rabbitmqctl }));
        await using (var store = StoreOf("migrator"))
        {
            await store.MigrateAsync(TestContext.Current.CancellationToken);
        }

        await Shell.RunAsync("psql", ["-q", "-d", AddressOf("migrator"), "-f", Repository.Deploy("postgres/grants.sql")]);
    }

    private Dictionary<string, string> With(Dictionary<string, string> more) => Passwords.Concat(more).ToDictionary();
}
