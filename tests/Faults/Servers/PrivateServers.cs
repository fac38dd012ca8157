using System.Reflection;
using System.Text.RegularExpressions;

namespace Persona.Bench.Faults.Servers;

/// <summary>The suite's own PostgreSQL and RabbitMQ, which it kills and wipes through <c>tests/servers.sh</c>.</summary>
internal sealed partial class PrivateServers : IAsyncDisposable
{
    private const string Postgres = "postgres";
    private const string RabbitMq = "rabbitmq";

    private static readonly string Script = typeof(PrivateServers).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ServersScript").Value!;

    private readonly string _folder = Directory.CreateTempSubdirectory("persona-faults-servers-").FullName;

    private PrivateServers()
    {
    }

    /// <summary>An Npgsql connection string for the database <c>postgres</c>.</summary>
    public string Database { get; private set; } = "";

    public Uri Broker { get; private set; } = new("amqp://nowhere");

    /// <summary>What this machine lacks, as a sentence; null if nothing.</summary>
    public static string? Missing =>
        !Directory.Exists("/usr/lib/rabbitmq/bin") || !Directory.Exists("/usr/lib/postgresql")
            ? "PostgreSQL and RabbitMQ are needed; on Debian: sudo apt-get install --no-install-recommends postgresql rabbitmq-server"
            : null;

    public static async Task<PrivateServers> StartAsync(CancellationToken cancellationToken)
    {
        var servers = new PrivateServers();
        try
        {
            var variables = await servers.RunAsync("start", [], cancellationToken);
            servers.Database = ValueOf("PERSONA_TEST_POSTGRES", variables);
            servers.Broker = new Uri(ValueOf("PERSONA_TEST_RABBITMQ", variables));
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops like <c>pg_ctl stop -m immediate</c>: no checkpoint, clients are not notified.</summary>
    public Task KillDatabaseAsync(CancellationToken cancellationToken) => RunAsync("kill", [Postgres], cancellationToken);

    public Task StartDatabaseAsync(CancellationToken cancellationToken) => RunAsync("start", [Postgres], cancellationToken);

    /// <summary>Sends SIGKILL.</summary>
    public Task KillBrokerAsync(CancellationToken cancellationToken) => RunAsync("kill", [RabbitMq], cancellationToken);

    /// <summary>Deletes the data of a killed broker.</summary>
    public Task WipeBrokerAsync(CancellationToken cancellationToken) => RunAsync("wipe", [RabbitMq], cancellationToken);

    public Task StartBrokerAsync(CancellationToken cancellationToken) => RunAsync("start", [RabbitMq], cancellationToken);

    public Task<string> RabbitmqctlAsync(string[] words, CancellationToken cancellationToken) => RunAsync("rabbitmqctl", words, cancellationToken);

    public async ValueTask DisposeAsync() => await RunAsync("stop", [], CancellationToken.None);

    private Task<string> RunAsync(string verb, string[] words, CancellationToken cancellationToken) =>
        Shell.RunAsync("bash", [Script, verb, _folder, .. words], cancellationToken);

    private static string ValueOf(string variable, string text) =>
        Assignment().Matches(text).Single(match => match.Groups["name"].Value == variable).Groups["value"].Value;

    [GeneratedRegex(@"^(?<name>\w+)='(?<value>[^']*)'$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Assignment();
}
