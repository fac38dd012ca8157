using Npgsql;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Deploy.Tests.Processes;
using Persona.Bench.Deploy.Tests.Servers;

namespace Persona.Bench.Deploy.Tests.Roles;

public sealed class RefusedStatementTests(Deployment deployment)
{
    [Theory]
    [InlineData("worker", "DELETE FROM run")]
    [InlineData("worker", "UPDATE run SET state = 'completed'")]
    [InlineData("worker", "INSERT INTO work_item SELECT * FROM work_item")]
    [InlineData("worker", "UPDATE work_item SET provider = 'other'")]
    [InlineData("worker", "SELECT * FROM measurement")]
    [InlineData("worker", "UPDATE measurement SET latency_ms = 1")]
    [InlineData("worker", "DELETE FROM measurement")]
    [InlineData("worker", "UPDATE attempt SET outcome = 'recorded'")]
    [InlineData("worker", "UPDATE worker SET fingerprint = 'other'")]
    [InlineData("worker", "INSERT INTO run_metric SELECT * FROM run_metric")]
    [InlineData("worker", "CREATE TABLE mine (id int)")]
    [InlineData("worker", "CREATE TEMPORARY TABLE mine (id int)")]
    [InlineData("worker", "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_Mine', '1')")]
    [InlineData("worker", "TRUNCATE work_item")]
    [InlineData("coordinator", "INSERT INTO run SELECT * FROM run")]
    [InlineData("coordinator", "UPDATE run SET spec = '{}'")]
    [InlineData("coordinator", "UPDATE work_item SET attempt = 0")]
    [InlineData("coordinator", "UPDATE measurement SET latency_ms = 1")]
    [InlineData("coordinator", "DELETE FROM measurement")]
    [InlineData("coordinator", "DELETE FROM run")]
    [InlineData("coordinator", "UPDATE worker SET state = 'stopped'")]
    [InlineData("coordinator", "DROP TABLE run")]
    [InlineData("coordinator", "CREATE SCHEMA mine")]
    [InlineData("submitter", "INSERT INTO measurement SELECT * FROM measurement")]
    [InlineData("submitter", "UPDATE measurement SET latency_ms = 1")]
    [InlineData("submitter", "UPDATE run SET spec = '{}'")]
    [InlineData("submitter", "UPDATE work_item SET attempt = 0")]
    [InlineData("submitter", "DELETE FROM work_item")]
    [InlineData("submitter", "INSERT INTO worker SELECT * FROM worker")]
    [InlineData("submitter", "ALTER TABLE run ADD COLUMN mine int")]
    [InlineData("reader", "SET TRANSACTION READ WRITE; INSERT INTO run SELECT * FROM run")]
    [InlineData("reader", "SET TRANSACTION READ WRITE; UPDATE run SET state = 'cancelled'")]
    [InlineData("reader", "SET TRANSACTION READ WRITE; DELETE FROM run")]
    [InlineData("reader", "SET TRANSACTION READ WRITE; CREATE TABLE mine (id int)")]
    [InlineData("migrator", "CREATE ROLE mine")]
    [InlineData("migrator", "CREATE DATABASE mine")]
    public async Task A_role_may_not(string role, string statement)
    {
        deployment.Require();

        (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(role, statement))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData("coordinator")]
    [InlineData("worker")]
    [InlineData("submitter")]
    [InlineData("reader")]
    [InlineData("migrator")]
    public async Task A_role_does_not_get_into_another_database(string role)
    {
        deployment.Require();
        var address = new NpgsqlConnectionStringBuilder(ConnectionStringOf(role)) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(address.ConnectionString);

        (await Should.ThrowAsync<PostgresException>(() => connection.OpenAsync())).MessageText.ShouldContain("pg_hba.conf rejects");
    }

    [Fact]
    public async Task A_table_of_a_later_migration_can_be_read_by_all_but_the_workers_before_grants_are_given()
    {
        deployment.Require();
        await ExecuteAsync("migrator", "CREATE TABLE later (id int)");
        try
        {
            foreach (var role in new[] { "coordinator", "submitter", "reader" })
            {
                await ExecuteAsync(role, "SELECT * FROM later");
            }

            await Should.ThrowAsync<PostgresException>(() => ExecuteAsync("worker", "SELECT * FROM later"));
        }
        finally
        {
            await ExecuteAsync("migrator", "DROP TABLE later");
        }
    }

    [Fact]
    public async Task Every_table_of_the_migrations_is_mentioned_in_the_grants()
    {
        deployment.Require();
        var grants = await File.ReadAllTextAsync(Repository.Deploy("postgres/grants.sql"));
        var tables = await Shell.RunAsync(
            "psql", ["-d", deployment.AddressOf("migrator"), "-qAtc", "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"]);

        foreach (var table in tables.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            grants.ShouldContain($" ON {table} TO ");
        }
    }

    [Fact]
    public async Task No_password_is_in_the_log_of_the_database()
    {
        deployment.Require();
        var log = await File.ReadAllTextAsync(deployment.Servers.LogOfDatabase);

        foreach (var password in deployment.Passwords.Values)
        {
            log.ShouldNotContain(password);
        }
    }

    private string ConnectionStringOf(string role) => ((StoreAddress.Postgres)StoreAddress.Parse(deployment.AddressOf(role))).ConnectionString;

    private async Task ExecuteAsync(string role, string statement)
    {
        await using var connection = new NpgsqlConnection(ConnectionStringOf(role));
        await connection.OpenAsync();
#pragma warning disable CA2100 // Statements are constants of this file.
        await using var command = new NpgsqlCommand(statement, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
