using System.Net.Http.Json;
using Persona.Bench.Emulator.GroundTruth;

namespace Persona.Bench.Faults.Processes;

/// <summary>The provider as its own process. Its request log is the oracle: what was called, when, and for how long.</summary>
internal sealed class EmulatorProcess : IDisposable
{
    private const string ProbeModel = "probe";
    private static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(120);
    private readonly ServiceProcess _process;
    private readonly GroundTruthTail _log;
    private readonly HttpClient _client;

    private EmulatorProcess(ServiceProcess process, string log, Uri address) =>
        (_process, _log, Address, _client) = (process, new GroundTruthTail(log), address, new HttpClient { BaseAddress = address });

    public Uri Address { get; }

    /// <summary>Calls take 50 to 200 ms.</summary>
    public static async Task<EmulatorProcess> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var log = Path.Combine(folder, "truth.jsonl");
        string[] command = [Programs.Persona, "benchmark", "emulate", "--profile", "variable", "--time-scale", "0.05", "--log", log];
        var process = new ServiceProcess(command, folder, "emulator", new Dictionary<string, string>());
        try
        {
            return new EmulatorProcess(process, log, await process.AddressAsync(cancellationToken));
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Applies a fault to the next requests, in the syntax of <c>--fault</c>: <c>429:1:1</c>, <c>hang</c>.</summary>
    public async Task EnqueueAsync(string fault, int count, CancellationToken cancellationToken)
    {
        using var answer = await _client.PostAsJsonAsync("emulator/faults", new { fault, count }, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Drops enqueued faults that no request has met yet.</summary>
    public async Task ForgetFaultsAsync(CancellationToken cancellationToken)
    {
        using var answer = await _client.DeleteAsync("emulator/faults", cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>
    /// All requests that arrived before this call, once they have ended. Sends a marker request, whose number says how many
    /// came before it.
    /// </summary>
    public async Task<IReadOnlyList<GroundTruthRecord>> CallsAsync(CancellationToken cancellationToken)
    {
        var mark = await MarkAsync(cancellationToken);
        IReadOnlyList<GroundTruthRecord> records = [];
        await Patience.UntilAsync(
            async () => (records = [.. (await _log.ReadAsync(cancellationToken)).Where(record => record.Request <= mark)]).Count == mark,
            EndDeadline,
            () => $"the end of {mark} requests; {records.Count} have ended",
            cancellationToken);
        return [.. records.Where(record => record.Model != ProbeModel).OrderBy(record => record.Request)];
    }

    public void Dispose()
    {
        _client.Dispose();
        _process.Dispose();
    }

    private async Task<long> MarkAsync(CancellationToken cancellationToken)
    {
        var body = new { model = ProbeModel, messages = new[] { new { role = "user", content = ProbeModel } } };
        using var answer = await _client.PostAsJsonAsync("v1/chat/completions", body, cancellationToken);
        var id = answer.Headers.GetValues("x-request-id").Single();
        long mark = 0;
        await Patience.UntilAsync(
            async () => (mark = (await _log.ReadAsync(cancellationToken)).FirstOrDefault(record => record.RequestId == id)?.Request ?? 0) > 0,
            EndDeadline,
            () => "our own request in the emulator's log",
            cancellationToken);
        return mark;
    }
}
