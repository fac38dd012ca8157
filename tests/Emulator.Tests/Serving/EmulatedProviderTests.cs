using System.Text;
using System.Text.Json;
using Persona.Bench.Emulator.Faults;
using Persona.Bench.Emulator.GroundTruth;

namespace Persona.Bench.Emulator.Tests.Serving;

public sealed class EmulatedProviderTests
{
    [Theory]
    [InlineData("openai", "wrong", 401, "invalid_api_key")]
    [InlineData("openai", null, 401, "You didn't provide an API key")]
    [InlineData("anthropic", "wrong", 401, "authentication_error")]
    [InlineData("anthropic", null, 401, "x-api-key header is required")]
    [InlineData("gemini", "wrong", 400, "API_KEY_INVALID")]
    [InlineData("gemini", null, 403, "PERMISSION_DENIED")]
    [InlineData("ollama", "wrong", 401, "unauthorized")]
    public async Task A_missing_or_wrong_key_is_refused_as_the_provider_does(string format, string? key, int status, string said)
    {
        await using var provider = await StartAsync(new() { ApiKey = "right" });
        using var client = new RawClient(provider.BaseUrl);

        var refused = await client.AskAsync(format, stream: true, Prompts.Asking(1), key);
        var taken = await client.AskAsync(format, stream: true, Prompts.Asking(1), "right");

        ((int)refused.Status).ShouldBe(status);
        refused.Body.ShouldContain(said);
        ((int)taken.Status).ShouldBe(200);
    }

    [Fact]
    public async Task Hundreds_of_concurrent_requests_are_not_mixed_up()
    {
        await using var provider = await StartAsync(new() { Profile = "constant:60/20" });
        await using var reference = await StartAsync(new());
        using var client = new RawClient(provider.BaseUrl);
        using var referenceClient = new RawClient(reference.BaseUrl);
        string Prompt(int i) => Prompts.Asking(1 + (i % 3), $"Interview {i}");
        string Format(int i) => RawClient.Formats[i % RawClient.Formats.Length];

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => client.AskAsync(Format(i), i % 2 == 0, Prompt(i))));

        for (var i = 0; i < answers.Length; i++)
        {
            var expected = await referenceClient.AskAsync(Format(i), stream: false, Prompt(i));
            answers[i].Text(Format(i)).ShouldBe(expected.Text(Format(i)));
            var truth = provider.RequestLog.Find(answers[i].Header(Format(i) == "anthropic" ? "request-id" : "x-request-id")!);
            truth.ShouldNotBeNull().PromptHash.ShouldBe(reference.RequestLog.Snapshot()[^1].PromptHash);
            answers[i].Usage(Format(i)).ShouldBe((truth.InputTokens, truth.OutputTokens));
        }

        provider.RequestLog.Snapshot().Select(record => record.Request).Distinct().Count().ShouldBe(300);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_is_never_early_and_its_chunks_are_in_order(bool stream)
    {
        await using var provider = await StartAsync(new() { Profile = "typical", TimeScale = .05 });
        using var client = new RawClient(provider.BaseUrl);

        await client.AskAsync("openai", stream, Prompts.Asking(1));

        var truth = provider.RequestLog.Snapshot().ShouldHaveSingleItem();
        truth.PlannedLatencyMs.ShouldBeInRange(60, 400);
        truth.LatencyMs.ShouldBeGreaterThanOrEqualTo(truth.PlannedLatencyMs);
        truth.ChunksNs.ShouldBe(truth.ChunksNs.Order());
        truth.ChunksNs[0].ShouldBeGreaterThan(truth.ArrivalNs);
        truth.TimeToFirstTokenMs!.Value.ShouldBeGreaterThanOrEqualTo(stream ? truth.PlannedFirstTokenMs : truth.PlannedLatencyMs);
        truth.EndNs.ShouldBeGreaterThanOrEqualTo(truth.ChunksNs[^1]);
    }

    [Fact]
    public async Task The_ground_truth_file_has_one_line_of_json_for_each_request()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "deeper", "truth.jsonl");
        IReadOnlyList<GroundTruthRecord> inProcess;
        await using (var provider = await StartAsync(new() { GroundTruthPath = path }))
        {
            using var client = new RawClient(provider.BaseUrl);
            provider.Faults.Enqueue(Fault.Parse("429"));
            await client.AskAsync("openai", stream: true, "généré 1 persona");
            await client.AskAsync("gemini", stream: true, "hello");
            inProcess = provider.RequestLog.Snapshot();
        }

        var lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        lines.Length.ShouldBe(2);
        using var line = JsonDocument.Parse(lines[1]);
        line.RootElement.EnumerateObject().Select(property => property.Name).ShouldBe(
        [
            "request", "request_id", "format", "path", "model", "stream", "prompt_hash", "fault", "status", "end", "personas", "input_tokens",
            "output_tokens", "planned_first_token_ms", "planned_latency_ms", "arrival_ns", "chunks_ns", "end_ns",
        ]);
        line.RootElement.GetProperty("end").GetString().ShouldBe("completed");
        var read = await GroundTruthJson.ReadAsync(path, TestContext.Current.CancellationToken);
        read.Select(GroundTruthJson.ToLine).ShouldBe(inProcess.Select(GroundTruthJson.ToLine));
        Directory.Delete(Path.GetDirectoryName(Path.GetDirectoryName(path))!, recursive: true);
    }

    [Fact]
    public async Task Faults_can_be_enqueued_and_the_log_be_read_over_http()
    {
        await using var provider = await StartAsync(new());
        using var client = new RawClient(provider.BaseUrl);
        var faults = new Uri(provider.BaseUrl, "emulator/faults");

        using var enqueued = await client.Http.PostAsync(faults, new StringContent("""{"fault": "503:1:3", "count": 2}"""));
        using var wrong = await client.Http.PostAsync(faults, new StringContent("""{"fault": "explode"}"""));
        using var noJson = await client.Http.PostAsync(faults, new StringContent("explode"));
        var answer = await client.AskAsync("ollama", stream: false, "hello");
        using var cleared = await client.Http.DeleteAsync(faults);
        var log = await client.Http.GetStringAsync(new Uri(provider.BaseUrl, "emulator/log"));

        (await enqueued.Content.ReadAsStringAsync()).ShouldBe("""{"pending":2}""");
        ((int)wrong.StatusCode, (int)noJson.StatusCode).ShouldBe((400, 400));
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("bad-json");
        ((int)answer.Status, answer.Header("Retry-After")).ShouldBe((503, "3"));
        (await cleared.Content.ReadAsStringAsync()).ShouldBe("""{"pending":0}""");
        GroundTruthJson.FromLine(log.TrimEnd()).Status.ShouldBe(503);
    }

    [Theory]
    [InlineData("health", "ok")]
    [InlineData("", "running")]
    [InlineData("api/version", "version")]
    [InlineData("api/tags", "emulated:latest")]
    [InlineData("v1/models", "emulated")]
    [InlineData("v1/models/some-model", "some-model")]
    [InlineData("v1beta/models", "models/emulated")]
    [InlineData("v1beta/models/some-model", "models/some-model")]
    public async Task What_clients_ask_besides_is_answered(string path, string said)
    {
        await using var provider = await StartAsync(new());
        using var client = new RawClient(provider.BaseUrl);

        (await client.Http.GetStringAsync(new Uri(provider.BaseUrl, path))).ShouldContain(said);
    }

    [Theory]
    [InlineData("GET", "v1/chat/completions", 405)]
    [InlineData("GET", "v1/nothing", 404)]
    [InlineData("GET", "emulator/nothing", 404)]
    public async Task Other_paths_and_methods_are_refused(string method, string path, int status)
    {
        await using var provider = await StartAsync(new());
        using var client = new RawClient(provider.BaseUrl);
        using var request = new HttpRequestMessage(new(method), new Uri(provider.BaseUrl, path));

        using var response = await client.Http.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task Lists_and_control_need_the_key_where_there_is_one()
    {
        await using var provider = await StartAsync(new() { ApiKey = "right" });
        using var client = new RawClient(provider.BaseUrl);

        foreach (var path in (string[])["v1/models", "api/tags", "emulator/log"])
        {
            using var response = await client.Http.GetAsync(new Uri(provider.BaseUrl, path));
            ((int)response.StatusCode).ShouldBe(401);
        }
    }

    [Fact]
    public async Task A_port_in_use_is_one_clear_message()
    {
        await using var provider = await StartAsync(new());

        var exception = await Should.ThrowAsync<EmulatorException>(() => StartAsync(new() { Port = provider.BaseUrl.Port }));

        exception.Message.ShouldBe(
            $"The emulated provider cannot listen on 127.0.0.1:{provider.BaseUrl.Port}: the port is in use. Choose another port, or 0 for a free one.");
    }

    public static TheoryData<EmulatorOptions, string> WrongOptions => new()
    {
        { new() { Port = 70_000 }, "Port 70000" },
        { new() { Host = "example.org" }, "'example.org'" },
        { new() { Host = "*" }, "set an API key" },
        { new() { TimeScale = -1 }, "Time scale -1" },
        { new() { DriftPerHour = double.NaN }, "Drift" },
        { new() { Profile = "warp" }, "'warp'" },
        { new() { RequestLogCapacity = -1 }, "request log" },
        { new() { StandingFaults = [Fault.Parse("500:0.6"), Fault.Parse("429:0.6")] }, "more than 1" },
        { new() { StandingFaults = [Fault.OfStatus(200)] }, "200" },
        { new() { ScheduledFaults = [new(0, 1, Fault.Parse("cut"))] }, "scheduled fault" },
    };

    [Theory]
    [MemberData(nameof(WrongOptions))]
    public async Task Wrong_options_are_refused_before_anything_starts(EmulatorOptions options, string said) =>
        (await Should.ThrowAsync<EmulatorException>(() => StartAsync(options))).Message.ShouldContain(said);

    [Fact]
    public async Task Shutting_down_breaks_off_what_is_running()
    {
        var provider = await StartAsync(new() { Profile = "constant:60000" });
        using var client = new RawClient(provider.BaseUrl);
        var asking = client.AskAsync("openai", stream: true, Encoding.UTF8.GetString("hello"u8));
        await Patience.UntilAsync(() => provider.RequestsInFlight == 1, "the request to arrive");

        await provider.DisposeAsync();

        await Should.ThrowAsync<HttpRequestException>(() => asking);
        provider.RequestLog.Snapshot().ShouldHaveSingleItem().End.ShouldBe(RequestEnd.Stopped);
    }

    [Fact]
    public async Task The_log_keeps_the_latest_requests_only()
    {
        await using var provider = await StartAsync(new() { RequestLogCapacity = 2 });
        using var client = new RawClient(provider.BaseUrl);
        for (var i = 0; i < 3; i++)
        {
            await client.AskAsync("openai", stream: false, "hello");
        }

        provider.RequestLog.Total.ShouldBe(3);
        provider.RequestLog.Snapshot().Select(record => record.Request).ShouldBe([2, 3]);
        provider.RequestLog.Clear();
        provider.RequestLog.Snapshot().ShouldBeEmpty();
    }

    private static Task<EmulatedProvider> StartAsync(EmulatorOptions options) =>
        EmulatedProvider.StartAsync(options, TestContext.Current.CancellationToken);
}
