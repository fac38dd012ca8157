using Persona.Bench.Core;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Storage.Sql;

namespace Persona.Bench.Storage.Database;

/// <summary>Writes and reads measurements; the columns match the model.</summary>
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
        new("first_output_token_ms", ColumnType.Real, row => row.FirstOutputTokenMs),
        new("longest_gap_ms", ColumnType.Real, row => row.LongestGapMs),
        new("chunks", ColumnType.Integer, row => row.Chunks),
        new("arrived_at_once", ColumnType.Flag, row => row.ArrivedAtOnce),
        new("compressed", ColumnType.Flag, row => row.Compressed),
        new("opening", ColumnType.Flag, row => row.Opening),
        new("client_lag_ms", ColumnType.Real, row => row.ClientLagMs),
        new("retry_ms", ColumnType.Real, row => row.RetryMs),
        new("api_calls", ColumnType.Integer, row => row.ApiCalls),
        new("personas_requested", ColumnType.Integer, row => row.PersonasRequested),
        new("personas_returned", ColumnType.Integer, row => row.PersonasReturned),
        new("personas_valid", ColumnType.Integer, row => row.PersonasValid),
        new("input_tokens", ColumnType.Long, row => row.InputTokens),
        new("output_tokens", ColumnType.Long, row => row.OutputTokens),
        new("reasoning_tokens", ColumnType.Long, row => row.ReasoningTokens),
        new("cached_input_tokens", ColumnType.Long, row => row.CachedInputTokens),
        new("cost_usd", ColumnType.Real, row => row.CostUsd),
        new("memory_peak_mb", ColumnType.Real, row => row.MemoryPeakMb),
        new("memory_average_mb", ColumnType.Real, row => row.MemoryAverageMb),
        new("request_id", ColumnType.Text, row => row.RequestId) { IsDetail = true },
        new("model_reported", ColumnType.Text, row => row.ModelReported) { IsDetail = true },
        new("prompt_hash", ColumnType.Text, row => row.PromptHash) { IsDetail = true },
        new("response_hash", ColumnType.Text, row => row.ResponseHash) { IsDetail = true },
        new("prompt_text", ColumnType.Text, row => row.PromptText) { IsDetail = true },
        new("response_text", ColumnType.Text, row => row.ResponseText) { IsDetail = true },
    ]);

    /// <summary>The columns that metrics are computed from, without details of single calls.</summary>
    public static string ValueColumns { get; } = string.Join(", ", Table.Columns.Where(column => !column.IsDetail).Select(column => column.Name));

    /// <summary>Reads a row that was selected with the table's column list.</summary>
    public static Measurement Read(SqlRow row) => ReadValues(row) with
    {
        RequestId = row.TextOrNull("request_id"),
        ModelReported = row.TextOrNull("model_reported"),
        PromptHash = row.TextOrNull("prompt_hash"),
        ResponseHash = row.TextOrNull("response_hash"),
        PromptText = row.TextOrNull("prompt_text"),
        ResponseText = row.TextOrNull("response_text"),
    };

    /// <summary>Reads a row that was selected with <see cref="ValueColumns"/>.</summary>
    public static Measurement ReadValues(SqlRow row) => new()
    {
        ItemId = row.Id("item_id"),
        RunId = row.Id("run_id"),
        Workload = row.SharedText("workload"),
        Provider = row.SharedText("provider"),
        Iteration = row.Integer("iteration"),
        Attempt = row.Integer("attempt"),
        WorkerId = row.SharedText("worker_id"),
        Fingerprint = row.SharedText("fingerprint"),
        StartedAt = row.Instant("started_at"),
        EndedAt = row.Instant("ended_at"),
        Outcome = row.Enum<IterationOutcome>("outcome"),
        ErrorKind = row.EnumOrNull<ErrorKind>("error_kind"),
        ErrorDetail = row.TextOrNull("error_detail"),
        LatencyMs = row.DoubleOrNull("latency_ms"),
        TimeToFirstTokenMs = row.DoubleOrNull("time_to_first_token_ms"),
        FirstOutputTokenMs = row.DoubleOrNull("first_output_token_ms"),
        LongestGapMs = row.DoubleOrNull("longest_gap_ms"),
        Chunks = row.IntegerOrNull("chunks"),
        ArrivedAtOnce = row.FlagOrNull("arrived_at_once"),
        Compressed = row.FlagOrNull("compressed"),
        Opening = row.FlagOrNull("opening"),
        ClientLagMs = row.DoubleOrNull("client_lag_ms"),
        RetryMs = row.Double("retry_ms"),
        ApiCalls = row.Integer("api_calls"),
        PersonasRequested = row.Integer("personas_requested"),
        PersonasReturned = row.Integer("personas_returned"),
        PersonasValid = row.Integer("personas_valid"),
        InputTokens = row.LongOrNull("input_tokens"),
        OutputTokens = row.LongOrNull("output_tokens"),
        ReasoningTokens = row.LongOrNull("reasoning_tokens"),
        CachedInputTokens = row.LongOrNull("cached_input_tokens"),
        CostUsd = row.DoubleOrNull("cost_usd"),
        MemoryPeakMb = row.DoubleOrNull("memory_peak_mb"),
        MemoryAverageMb = row.DoubleOrNull("memory_average_mb"),
    };
}
