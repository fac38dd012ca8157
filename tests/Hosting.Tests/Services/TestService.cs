using Npgsql;
using Persona.Bench.Faults.Processes;
using Persona.Bench.Storage.Database;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Hosting.Tests.Services;

/// <summary>A new folder and database, and the environment of services that use the test servers.</summary>
internal sealed class TestService : IAsyncDisposable
{
    private const string BrokerVariable = "PERSONA_TEST_RABBITMQ";
    private readonly string _folder = Directory.CreateTempSubdirectory("persona-bench-").FullName;
    private readonly List<ServiceProcess> _processes = [];

    private TestService(PostgresStore store) => Store = store;

    public PostgresStore Store { get; }

    public Dictionary<string, string> Environment { get; } = [];

    /// <param name="migrated">Whether the database has its tables.</param>
    public static async Task<TestService> CreateAsync(bool migrated = true)
    {
        var broker = System.Environment.GetEnvironmentVariable(BrokerVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(broker), $"{BrokerVariable} is not set");
        var service = new TestService(await TestDatabases.CreateEmptyAsync());
        if (migrated)
        {
            await service.Store.MigrateAsync(TestStore.Token);
        }

        var server = new NpgsqlConnectionStringBuilder(System.Environment.GetEnvironmentVariable("PERSONA_TEST_POSTGRES"))
        {
            Database = service.Store.Name["postgres:".Length..],
        };
        service.Environment["PERSONA_BENCH_STORE"] = $"postgres:{server.ConnectionString}";
        service.Environment["PERSONA_BENCH_BROKER"] = broker;
        service.Environment["PERSONA_BENCH_LISTEN"] = "127.0.0.1:0";
        service.Environment["PERSONA_BENCH_WORKER_PROVIDERS"] = "emulated";
        service.Environment["PERSONA_BENCH_BASE_URLS"] = "emulated=http://127.0.0.1:9";
        return service;
    }

    public ServiceProcess Start(string program, params string[] arguments)
    {
        var process = new ServiceProcess([program, .. arguments], _folder, $"{_processes.Count}", Environment);
        _processes.Add(process);
        return process;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Dispose();
        }

        await TestDatabases.RemoveAsync(Store);
        Directory.Delete(_folder, recursive: true);
    }
}
