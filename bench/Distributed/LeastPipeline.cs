using System.Diagnostics;
using Npgsql;
using Persona.Bench.Measuring;

namespace Persona.Bench.Distributed;

/// <summary>
/// The minimum that a system must do to send a message per iteration, make the call and store a row: no claim, lease, fence, spool or parsing,
/// and everything except the servers in one process. Whatever is lost stays lost.
/// </summary>
internal sealed class LeastPipeline : IAsyncDisposable
{
    private static readonly string Prompt = new('x', 1_000);
    private readonly BareClient _client;
    private readonly NpgsqlDataSource _rows;

    private LeastPipeline(Uri emulator, string connectionString) =>
        (_client, _rows) = (new BareClient(emulator), NpgsqlDataSource.Create(connectionString));

    public static async Task<LeastPipeline> CreateAsync(Fleet fleet, CancellationToken cancellationToken)
    {
        var pipeline = new LeastPipeline(fleet.Emulator, fleet.ConnectionString);
        await using var create = pipeline._rows.CreateCommand("CREATE TABLE least (id uuid PRIMARY KEY, request text, latency_ms double precision)");
        await create.ExecuteNonQueryAsync(cancellationToken);
        return pipeline;
    }

    /// <returns>Iterations per second.</returns>
    public Task<double> RateAsync(string broker, int iterations, int atOnce, CancellationToken cancellationToken) =>
        BareBus.RateAsync(broker, iterations, () => IterateAsync(cancellationToken), atOnce, cancellationToken);

    private async Task IterateAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var request = await _client.PostAsync(Prompt, cancellationToken);
        var latency = Stopwatch.GetElapsedTime(start);
        await using var insert = _rows.CreateCommand("INSERT INTO least (id, request, latency_ms) VALUES ($1, $2, $3)");
        insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.CreateVersion7() });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = request });
        insert.Parameters.Add(new NpgsqlParameter<double> { TypedValue = latency.TotalMilliseconds });
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _rows.DisposeAsync();
    }
}
