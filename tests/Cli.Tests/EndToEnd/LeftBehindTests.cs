using System.Runtime.Versioning;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Persona.Bench.Emulator.Faults;

namespace Persona.Bench.Cli.Tests.EndToEnd;

/// <summary>What a killed process leaves behind: capacity held at its provider, and results that are not in its store yet.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class LeftBehindTests : IAsyncDisposable
{
    private const int Planned = 12;

    private readonly BenchFolder _folder = new();
    private ServedProvider? _provider;

    public async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        if (_provider is not null)
        {
            await _provider.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_run_that_waits_for_capacity_says_so_and_gets_that_of_a_killed_one()
    {
        await Serve("instant", ", max_concurrency: 1", new ScheduledFault(1, 1, Fault.Parse("hang")));
        using var first = _folder.Start("run --workload work --name first");
        await Patience.UntilAsync(() => _provider!.Unanswered == 1, "a call that hangs");
        var held = await _folder.NewestRunAsync();

        using var second = _folder.Start("run --workload work --name second");
        const string said = "waiting for capacity at served: 1 of 1 call in flight, held by worker ";
        await Patience.UntilAsync(() => second.Error.Contains(said, StringComparison.Ordinal), "the notice of waiting for capacity");
        second.Error.ShouldContain($" of run {held.RunId}\n");
        (await _folder.RunAsync("status second", exitCode: 0)).Output.ReplaceLineEndings(" ").ShouldMatch("Waits +waiting for capacity at served");
        var waits = (await (await _folder.RunAsync("status second --format json", exitCode: 0)).JsonAsync("run-status")).GetProperty("waits");
        waits.EnumerateArray().Single().GetProperty("most_at_once").GetInt32().ShouldBe(1);
        first.Kill();

        var outcome = await second.EndAsync();
        outcome.ExitCode.ShouldBe(0, outcome.Error);
        outcome.Error.Split('\n').Count(line => line.StartsWith(said, StringComparison.Ordinal)).ShouldBe(1, outcome.Error);
        outcome.Error.ShouldContain("no longer waiting for capacity at served\n");
        (await _folder.MeasurementsAsync()).Count.ShouldBe(Planned);
    }

    [Fact]
    public async Task Results_of_one_store_outlive_a_run_on_another()
    {
        await Serve("constant:100");
        using var first = _folder.Start("run --workload work --name first --store sqlite:a.db");
        await Patience.UntilAsync(() => _provider!.Log.Count >= 2, "some answers");
        Guid[] spooled = [];
        using (Locked("a.db"))
        {
            await Patience.UntilAsync(async () => (spooled = await SpooledOnlyAsync()).Length > 0, "results that are only in the spool");
            first.Kill();
            await first.EndAsync();
        }

        var spool = Directory.EnumerateFiles(_folder.PathOf(".persona/spool")).ShouldHaveSingleItem();
        var bytes = await File.ReadAllBytesAsync(spool, TestContext.Current.CancellationToken);

        var other = await _folder.RunAsync("run --workload work --store sqlite:b.db", exitCode: 0);

        other.Error.ShouldContain($" of another store, sqlite:{_folder.PathOf("a.db")}; left in place\n");
        (await File.ReadAllBytesAsync(spool, TestContext.Current.CancellationToken)).ShouldBe(bytes);
        await _folder.RunAsync("resume first --store sqlite:a.db", exitCode: 0);
        var measurements = await _folder.MeasurementsAsync("a.db");
        measurements.Count.ShouldBe(Planned);
        spooled.ShouldBeSubsetOf(measurements.Where(measured => measured.Attempt == 1).Select(measured => measured.ItemId));
        Directory.EnumerateFiles(_folder.PathOf(".persona/spool")).ShouldBeEmpty();
    }

    private async Task Serve(string profile, string limits = "", params ScheduledFault[] faults)
    {
        _provider = await ServedProvider.StartAsync(profile, scheduled: faults);
        _folder.Configure(
            "default_provider: served",
            "lease_s: 8",
            $"providers: {{served: {_provider.Compatible.TrimEnd('}')}{limits}}}}}",
            $"workloads: {{work: {{inputs: [\"shipped:bike-share-survey.csv\"], input_bytes: 300, iterations: {Planned}, warmups: 0, concurrency: 2}}}}");
    }

    /// <summary>Blocks all other writers of the store until disposed.</summary>
    private Lock Locked(string store)
    {
        var connection = new SqliteConnection($"Data Source={_folder.PathOf(store)};Pooling=False;Default Timeout=60");
        connection.Open();
        return new Lock(connection, connection.BeginTransaction(deferred: false));
    }

    private async Task<Guid[]> SpooledOnlyAsync()
    {
        var measured = (await _folder.MeasurementsAsync("a.db")).Select(measurement => measurement.ItemId).ToHashSet();
        var path = Directory.EnumerateFiles(_folder.PathOf(".persona/spool")).Single();
        // .NET does not open a file that another process has locked.
        using var cat = _folder.StartProgram("/bin/cat", path);
        var lines = (await cat.EndAsync()).Output.Split('\n')[..^1];
        return
        [
            .. lines.Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.TryGetProperty("item_id", out _))
                .Select(line => line.GetProperty("item_id").GetGuid()).Where(item => !measured.Contains(item)),
        ];
    }

    private sealed class Lock(SqliteConnection connection, SqliteTransaction transaction) : IDisposable
    {
        public void Dispose()
        {
            transaction.Dispose();
            connection.Dispose();
        }
    }
}
