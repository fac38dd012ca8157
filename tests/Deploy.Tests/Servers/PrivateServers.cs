using System.Text.RegularExpressions;
using Npgsql;
using Persona.Bench.Deploy.Tests.Processes;

namespace Persona.Bench.Deploy.Tests.Servers;

/// <summary>PostgreSQL and RabbitMQ configured as <c>deploy/</c> says; <c>tests/servers.sh</c> does the work.</summary>
internal sealed partial class PrivateServers(string folder) : IAsyncDisposable
{
    private static readonly string[] Needed = ["psql", "pg_dump", "openssl", "rabbitmqctl"];

    /// <summary>The error message if a program is missing on this machine; null if none is.</summary>
    public static string? Missing =>
        Array.Find(Needed, program => !Shell.Has(program)) is { } program
            ? $"{program} is needed; on Debian: sudo apt-get install --no-install-recommends postgresql rabbitmq-server openssl"
            : null;

    public string CaFile => Path.Combine(folder, "tls", "ca.crt");

    public string CertificateFolder => Path.Combine(folder, "tls");

    public string LogOfDatabase => Path.Combine(folder, "postgres", "server.log");

    public string LogsOfBroker => Path.Combine(folder, "rabbitmq", "log");

    public int DatabasePort { get; private set; }

    public int BrokerPort { get; private set; }

    /// <summary>Environment variables with which <c>psql</c> connects as the database administrator.</summary>
    public Dictionary<string, string> Administrator => new()
    {
        ["PGHOST"] = "127.0.0.1",
        ["PGPORT"] = $"{DatabasePort}",
        ["PGUSER"] = "bench",
        ["PGDATABASE"] = "postgres",
    };

    /// <summary>The <c>rabbitmqctl</c> command for this broker, separated by spaces.</summary>
    public string Rabbitmqctl => $"bash {Script} rabbitmqctl {folder}";

    private static string Script => Path.Combine(Repository.Root, "tests", "servers.sh");

    public async Task StartAsync()
    {
        await Shell.RunAsync("bash", [Repository.Deploy("tls/make-ca.sh"), CertificateFolder, "localhost", "127.0.0.1"]);
        var variables = await Shell.RunAsync("bash", [Script, "start", folder]);
        DatabasePort = new NpgsqlConnectionStringBuilder(ValueOf("PERSONA_TEST_POSTGRES", variables)).Port;
        BrokerPort = new Uri(ValueOf("PERSONA_TEST_RABBITMQ", variables)).Port;
    }

    public Task<string> RabbitmqctlAsync(params string[] words) => Shell.RunAsync("bash", [Script, "rabbitmqctl", folder, .. words]);

    public async ValueTask DisposeAsync() => await Shell.RunAsync("bash", [Script, "stop", folder]);

    private static string ValueOf(string variable, string text) =>
        Assignment().Matches(text).Single(match => match.Groups["name"].Value == variable).Groups["value"].Value;

    [GeneratedRegex(@"^(?<name>\w+)='(?<value>[^']*)'$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Assignment();
}
