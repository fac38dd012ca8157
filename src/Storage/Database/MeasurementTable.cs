using Persona.Bench.Core;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Database;

/// <summary>How measurements are written and read; the columns are those of the model.</summary>
internal static class MeasurementTable
{
    public static readonly Table<Measurement> Table = new("measurement",
    [
        new("item_id", ColumnType.Id, row => row.ItemId),
        new("run_id", ColumnType.Id, row => row.RunId),
        new("workload", ColumnType.Text, row => row.Workload),
        new("provider", ColumnType.Text, row => row.Provider),
        new("iteration", ColumnType.Integer, row => row.Iteration),
        new("attempt", ColumnType.Integer, row => row.Attempt),
        new("worker_id", ColumnType.Text, row => row.WorkerId),
        new("fingerprint", ColumnType.Text, row => row.Fingerprint),
        new("started_at", ColumnType.Instant, row => row.StartedAt),
        new("ended_at", ColumnType.Instant, row => row.EndedAt),
        new("outcome", ColumnType.Text, row => SnakeCase.Format(row.Outcome)),
        new("error_kind", ColumnType.Text, row => row.ErrorKind is { } kind ? SnakeCase.Format(kind) : null),
        new("error_detail", ColumnType.Text, row => row.ErrorDetail),
        new("latency_ms", ColumnType.Real, row => row.LatencyMs),
        new("time_to_first_token_ms", ColumnType.Real, row => row.TimeToFirstTokenMs),
        new("retry_ms", ColumnType.Real, row => row.RetryMs),
        new("api_calls", ColumnType.Integer, row => row.ApiCalls),
        new("personas_requested", ColumnType.Integer, row => row.PersonasRequested),
        new("personas_returned", ColumnType.Integer, row => row.PersonasReturned),
        new("personas_valid", ColumnType.Integer, row => row.PersonasValid),
        new("input_tokens", ColumnType.Long, row => row.InputTokens),
        new("output_tokens", ColumnType.Long, row => row.OutputTokens),
        new("cost_usd", ColumnType.Real, row => row.CostUsd),
        new("memory_peak_mb", ColumnType.Real, row => row.MemoryPeakMb),
        new("memory_average_mb", ColumnType.Real, row => row.MemoryAverageMb),
        new("request_id", ColumnType.Text, row => row.RequestId),
        new("model_reported", ColumnType.Text, row => row.ModelReported),
        new("prompt_hash", ColumnType.Text, row => row.PromptHash),
        new("response_hash", ColumnType.Text, row => row.ResponseHash),
        new("prompt_text", ColumnType.Text, row => row.PromptText),
        new("response_text", ColumnType.Text, row => row.ResponseText),
    ]);

    private const int Values = 25;

    /// <summary>The columns that metrics are made of; what tells one call from another comes behind them.</summary>
    public static string ValueColumns { get; } = string.Join(", ", Table.Columns.Take(Values).Select(column => column.Name));

    /// <summary>A row that was selected with the table's column list.</summary>
    public static Measurement Read(SqlRow row) => ReadValues(row) with
    {
        RequestId = row.TextOrNull(Values),
        ModelReported = row.TextOrNull(Values + 1),
        PromptHash = row.TextOrNull(Values + 2),
        ResponseHash = row.TextOrNull(Values + 3),
        PromptText = row.TextOrNull(Values + 4),
        ResponseText = row.TextOrNull(Values + 5),
    };

    /// <summary>A row that was selected with <see cref="ValueColumns"/>.</summary>
    public static Measurement ReadValues(SqlRow row) => new()
    {
        ItemId = row.Id(0),
        RunId = row.Id(1),
        Workload = row.SharedText(2),
        Provider = row.SharedText(3),
        Iteration = row.Integer(4),
        Attempt = row.Integer(5),
        WorkerId = row.SharedText(6),
        Fingerprint = row.SharedText(7),
        StartedAt = row.Instant(8),
        EndedAt = row.Instant(9),
        Outcome = row.Enum<IterationOutcome>(10),
        ErrorKind = row.EnumOrNull<ErrorKind>(11),
        ErrorDetail = row.TextOrNull(12),
        LatencyMs = row.DoubleOrNull(13),
        TimeToFirstTokenMs = row.DoubleOrNull(14),
        RetryMs = row.Double(15),
        ApiCalls = row.Integer(16),
        PersonasRequested = row.Integer(17),
        PersonasReturned = row.Integer(18),
        PersonasValid = row.Integer(19),
        InputTokens = row.LongOrNull(20),
        OutputTokens = row.LongOrNull(21),
        CostUsd = row.DoubleOrNull(22),
        MemoryPeakMb = row.DoubleOrNull(23),
        MemoryAverageMb = row.DoubleOrNull(24),
    };
}
