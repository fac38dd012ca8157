using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Providers;
using Persona.Bench.Worker.Generation;

namespace Persona.Bench.Worker.Tests.Providers;

public sealed class HttpFaultTests
{
    private const string Busy = """{"error":{"message":"slow down"}}""";

    public static TheoryData<ProviderKind> Kinds => ProviderCase.Kinds;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_wrong_key_is_an_auth_fault_that_is_not_tried_again(ProviderKind kind)
    {
        await using var server = await StubServer.StatusAsync(401, """{"error":{"message":"Incorrect API key provided"}}""");

        var result = await ProviderCase.GenerateAsync(kind, server.Url);

        result.ErrorKind.ShouldBe(ErrorKind.Auth);
        result.ErrorDetail.ShouldBe($"HTTP 401 from 127.0.0.1:{server.Url.Port}: Incorrect API key provided");
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Geminis_400_for_a_wrong_key_is_an_auth_fault()
    {
        await using var server = await StubServer.StatusAsync(
            400, """[{"error":{"code":400,"message":"API key not valid.","details":[{"reason":"API_KEY_INVALID"}]}}]""");

        (await ProviderCase.GenerateAsync(ProviderKind.Gemini, server.Url)).ErrorKind.ShouldBe(ErrorKind.Auth);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_host_that_nobody_listens_on_is_named_after_three_tries(ProviderKind kind)
    {
        var port = ClosedPort();

        var result = await ProviderCase.GenerateFastAsync(kind, new Uri($"http://127.0.0.1:{port}"), TimeSpan.FromHours(1), new FakeTimeProvider());

        result.ErrorKind.ShouldBe(ErrorKind.Connection);
        result.ErrorDetail!.ShouldStartWith($"cannot connect to 127.0.0.1:{port}: Connection refused");
        result.ApiCalls.ShouldBe(3);
        result.RetryMs.ShouldBeGreaterThanOrEqualTo(250 + 500);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_rate_limit_is_waited_out_and_the_wait_is_no_latency(ProviderKind kind)
    {
        await using var server = await StubServer.StartAsync((context, number) => number == 1
            ? StubServer.RefuseAsync(context, 429, Busy, ("Retry-After", "600"))
            : new WireAnswer(ProviderCase.Answer(1)).SendAsync(kind, context));

        var clock = new FakeTimeProvider();
        var start = clock.GetTimestamp();

        var result = await ProviderCase.GenerateFastAsync(kind, server.Url, TimeSpan.FromHours(10), clock);

        result.Outcome.ShouldBe(IterationOutcome.Succeeded);
        result.ApiCalls.ShouldBe(2);
        result.RetryMs.ShouldBeGreaterThanOrEqualTo(600_000);
        (result.LatencyMs.ShouldNotBeNull() + result.RetryMs).ShouldBeLessThanOrEqualTo(clock.GetElapsedTime(start).TotalMilliseconds);
        server.Requests.Select(request => request.Body).Distinct().ShouldHaveSingleItem().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Retry_After_may_be_a_date()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var date = new DateTimeOffset(2025, 1, 1, 4, 0, 0, TimeSpan.Zero).ToString("R", CultureInfo.InvariantCulture);
        await using var server = await StubServer.StartAsync((context, number) => number == 1
            ? StubServer.RefuseAsync(context, 503, Busy, ("Retry-After", date))
            : new WireAnswer(ProviderCase.Answer(1)).SendAsync(ProviderKind.OpenAI, context));

        var result = await ProviderCase.GenerateFastAsync(ProviderKind.OpenAI, server.Url, TimeSpan.FromDays(10), clock, TimeSpan.FromSeconds(30));

        result.Outcome.ShouldBe(IterationOutcome.Succeeded);
        result.RetryMs.ShouldBeGreaterThan(60_000);
    }

    [Theory]
    [InlineData(429, ErrorKind.RateLimited)]
    [InlineData(500, ErrorKind.Server)]
    [InlineData(503, ErrorKind.Server)]
    [InlineData(529, ErrorKind.Server)]
    public async Task What_stays_busy_is_given_up_after_three_tries(int status, ErrorKind expected)
    {
        foreach (var kind in Enum.GetValues<ProviderKind>())
        {
            await using var server = await StubServer.StatusAsync(status, Busy, ("Retry-After", "0"));

            var result = await ProviderCase.GenerateAsync(kind, server.Url);

            result.ErrorKind.ShouldBe(expected);
            result.ErrorDetail.ShouldBe($"HTTP {status} from 127.0.0.1:{server.Url.Port}: slow down (after 3 tries)");
            result.ApiCalls.ShouldBe(3);
            server.Requests.Count.ShouldBe(3);
        }
    }

    [Fact]
    public async Task A_provider_can_ask_for_another_try()
    {
        await using var server = await StubServer.StartAsync((context, number) => number == 1
            ? StubServer.RefuseAsync(context, 400, Busy, ("x-should-retry", "true"), ("retry-after-ms", "1"))
            : new WireAnswer(ProviderCase.Answer(1)).SendAsync(ProviderKind.OpenAI, context));

        var result = await ProviderCase.GenerateAsync(ProviderKind.OpenAI, server.Url);

        (result.Outcome, result.ApiCalls).ShouldBe((IterationOutcome.Succeeded, 2));
    }

    [Fact]
    public async Task A_wait_beyond_the_deadline_is_not_begun()
    {
        await using var server = await StubServer.StatusAsync(429, Busy, ("Retry-After", "31"));

        var result = await ProviderCase.GenerateAsync(ProviderKind.OpenAI, server.Url, ProviderCase.Request(timeout: TimeSpan.FromSeconds(30)));

        result.ErrorKind.ShouldBe(ErrorKind.RateLimited);
        result.Outcome.ShouldBe(IterationOutcome.Failed);
        result.ApiCalls.ShouldBe(1);
    }

    [Theory]
    [InlineData(400, ErrorKind.BadRequest)]
    [InlineData(404, ErrorKind.ModelNotFound)]
    [InlineData(422, ErrorKind.BadRequest)]
    [InlineData(402, ErrorKind.Quota)]
    public async Task A_request_that_is_not_taken_is_not_sent_again(int status, ErrorKind expected)
    {
        foreach (var kind in Enum.GetValues<ProviderKind>())
        {
            await using var server = await StubServer.StatusAsync(status, """{"error":"model 'some-model' not found"}""");

            var result = await ProviderCase.GenerateAsync(kind, server.Url);

            result.ErrorKind.ShouldBe(expected);
            result.ErrorDetail!.ShouldContain("model 'some-model' not found");
            server.Requests.Count.ShouldBe(1);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_hang_before_the_answer_is_a_timeout(ProviderKind kind)
    {
        await using var server = await StubServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));

        var result = await ProviderCase.GenerateAsync(kind, server.Url, ProviderCase.Request(timeout: TimeSpan.FromMilliseconds(300)));

        ShouldBeTimeout(result, $"no answer from 127.0.0.1:{server.Url.Port} within 0.3 s");
        result.TimeToFirstTokenMs.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_hang_in_the_middle_of_an_answer_is_a_timeout(ProviderKind kind)
    {
        await using var server = await StubServer.StartAsync(async context =>
        {
            foreach (var frame in new WireAnswer(ProviderCase.Answer(1)).Frames(kind).Take(5))
                await context.Response.WriteAsync(frame);
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        var result = await ProviderCase.GenerateAsync(kind, server.Url, ProviderCase.Request(timeout: TimeSpan.FromSeconds(1)));

        // If the machine was too busy to read the first chunk by then, it counts as no answer at all.
        var missing = result.TimeToFirstTokenMs is null ? "answer" : "complete answer";
        ShouldBeTimeout(result, $"no {missing} from 127.0.0.1:{server.Url.Port} within 1 s");
        result.ApiCalls.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_cancelled_call_throws(ProviderKind kind)
    {
        using var cancel = new CancellationTokenSource();
        await using var server = await StubServer.StartAsync(async context =>
        {
            foreach (var frame in new WireAnswer(ProviderCase.Answer(1)).Frames(kind).Take(5))
                await context.Response.WriteAsync(frame);
            await context.Response.Body.FlushAsync();
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        await using var generator = ProviderCase.Generator(kind, server.Url);

        var thrown = await Should.ThrowAsync<OperationCanceledException>(() => generator.GenerateAsync(ProviderCase.Request(), cancel.Token));

        thrown.CancellationToken.ShouldBe(cancel.Token);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_key_is_found_nowhere_in_a_result(ProviderKind kind)
    {
        var key = ProviderCase.Key;
        var echo = $"Incorrect API key provided: {key}, {key[..8]}****************{key[^4..]}, …{key[^8..]}, {key[5..20]}\u001b[31m";
        await using var refusing = await StubServer.StatusAsync(403, JsonSerializer.Serialize(new { error = new { message = echo } }), ("x-request-id", key));
        await using var echoing = await StubServer.StartAsync(context => new WireAnswer("<output>" + key).SendAsync(kind, context));

        var results = new[] { await ProviderCase.GenerateAsync(kind, refusing.Url), await ProviderCase.GenerateAsync(kind, echoing.Url) };

        results.Select(result => result.ErrorKind).ShouldBe([ErrorKind.Auth, ErrorKind.BadJson]);
        var text = JsonSerializer.Serialize(results);
        if (kind is not (ProviderKind.Emulated or ProviderKind.Ollama))
        {
            for (var start = 0; start + 6 <= key.Length; start++)
                text.ShouldNotContain(key.Substring(start, 6), Case.Sensitive);
            text.ShouldNotContain(key[^4..], Case.Sensitive);
        }

        results[0].ErrorDetail!.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task Concurrent_calls_of_one_generator_do_not_mix()
    {
        await using var server = await StubServer.StartAsync(async (context, number) =>
        {
            if (number % 3 == 0)
                await StubServer.RefuseAsync(context, 429, Busy, ("Retry-After", "0"));
            else
                await new WireAnswer(ProviderCase.Answer(1)).SendAsync(ProviderKind.OpenAI, context);
        });
        await using var generator = ProviderCase.Generator(ProviderKind.OpenAI, server.Url);

        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => generator.GenerateAsync(ProviderCase.Request(), CancellationToken.None)));

        results.Sum(result => result.ApiCalls).ShouldBe(server.Requests.Count);
        results.Count(result => result.ApiCalls > 1).ShouldBeGreaterThan(0);
        results.ShouldAllBe(result => (result.ApiCalls > 1) == (result.RetryMs > 0));
    }

    private static void ShouldBeTimeout(GenerationResult result, string detail)
    {
        result.Outcome.ShouldBe(IterationOutcome.TimedOut);
        result.ErrorKind.ShouldBe(ErrorKind.Timeout);
        result.ErrorDetail.ShouldBe(detail);
        result.LatencyMs.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(290);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
