using System.Runtime.Versioning;
using Npgsql;
using Persona.Bench.Cli.Tests.EndToEnd;
using Persona.Bench.Storage.Tests.Queue;

namespace Persona.Bench.Cli.Tests.Execution.Remote;

/// <summary>A store that answers with an error is not unreachable: retrying does not help, and the command says what does.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class RefusingStoreTests
{
    private const string Away = "the store cannot be reached";

    [Theory]
    [InlineData("REVOKE SELECT ON work_item FROM {0}", "permission denied for table work_item; grant the user that right, as deploy/postgres/grants.sql does")]
    [InlineData("ALTER TABLE work_item RENAME TO elsewhere", "relation \"work_item\" does not exist; run 'persona benchmark migrate', or name another database")]
    [InlineData("ALTER TABLE work_item RENAME state TO condition", "column \"state\" does not exist; run 'persona benchmark migrate', or name another database")]
    public async Task Watching_ends_with_what_is_wrong(string change, string complaint)
    {
        await using var limited = await LimitedUser.CreateAsync();
        var remote = limited.Remote;
        await remote.Store.RegisterAsync("w1", "openai");
        var runId = await remote.Store.StartRunAsync(2, ["openai"]);
        using var watch = remote.Folder.Start($"status {runId} --watch");
        await Patience.UntilAsync(() => watch.Error.Contains("0/2", StringComparison.Ordinal), $"the first status line; {watch.Error}");

        await limited.ExecuteAsync(change);
        var outcome = await watch.EndAsync();

        outcome.ExitCode.ShouldBe(3, outcome.Error);
        outcome.Complaint().ShouldStartWith("store postgres:127.0.0.1/");
        outcome.Complaint().ShouldEndWith($" cannot be used: {complaint}");
        outcome.Error.ShouldNotContain(Away);
    }

    [Fact]
    public async Task A_run_that_cannot_be_planned_ends_with_what_is_wrong()
    {
        await using var limited = await LimitedUser.CreateAsync();
        await limited.Remote.Store.RegisterAsync("w1", "openai");
        await limited.ExecuteAsync("REVOKE INSERT ON run FROM {0}");

        var outcome = await limited.Remote.Folder.RunAsync("run");

        outcome.ExitCode.ShouldBe(3, outcome.Error);
        outcome.Complaint().ShouldEndWith("permission denied for table run; grant the user that right, as deploy/postgres/grants.sql does");
        outcome.Error.ShouldNotContain(Away);
    }

    [Theory]
    [InlineData("runs", "run")]
    [InlineData("workers", "worker")]
    public async Task A_single_query_ends_with_what_is_wrong(string command, string table)
    {
        await using var limited = await LimitedUser.CreateAsync();
        await limited.ExecuteAsync($"REVOKE SELECT ON {table} FROM {{0}}");

        (await limited.Remote.Folder.FailAsync(command, 3))
            .ShouldBe($"the store cannot be used: permission denied for table {table}; grant the user that right, as deploy/postgres/grants.sql does");
    }

    /// <summary>A store that the commands use as a user with limited privileges.</summary>
    private sealed class LimitedUser : IAsyncDisposable
    {
        private readonly string _name = $"limited_{Guid.NewGuid():N}";

        private LimitedUser(RemoteFolder remote) => Remote = remote;

        public RemoteFolder Remote { get; }

        public static async Task<LimitedUser> CreateAsync()
        {
            var user = new LimitedUser(await RemoteFolder.CreateAsync());
            await user.ExecuteAsync("CREATE ROLE {0} LOGIN; GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {0}");
            var address = RemoteFolder.AddressOf(user.Remote.Postgres);
            address.Username = user._name;
            user.Remote.UseStore(address);
            return user;
        }

        /// <summary>Runs SQL as the owner; {0} is the limited user.</summary>
        public async Task ExecuteAsync(string sql)
        {
            await using var connection = new NpgsqlConnection(RemoteFolder.AddressOf(Remote.Postgres).ConnectionString);
            await connection.OpenAsync(TestStore.Token);
#pragma warning disable CA2100 // Statements are constants of this file.
            await using var command = new NpgsqlCommand(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, _name), connection);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(TestStore.Token);
        }

        public async ValueTask DisposeAsync()
        {
            await ExecuteAsync("DROP OWNED BY {0}; DROP ROLE {0}");
            await Remote.DisposeAsync();
        }
    }
}
