using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Persona.Bench.Emulator;

namespace Persona.Bench.Measuring;

/// <summary>Wall time of a run beside that of a bare HttpClient loop that sends the same prompts to the same emulator.</summary>
internal static class OverheadTable
{
    public static async Task<int> PrintAsync(bool quick, CancellationToken cancellationToken)
    {
        Console.WriteLine("| service | concurrency | n | bare loop s | persona s | ratio | per iteration ms |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (profile, iterations) in quick ? [("constant:500", 10), ("instant", 100)] : new[] { ("constant:500", 40), ("instant", 1000) })
        {
            await PrintAsync(profile, iterations, cancellationToken);
        }

        return 0;
    }

    private static async Task PrintAsync(string profile, int iterations, CancellationToken cancellationToken)
    {
        await using var emulator = await EmulatedProvider.StartAsync(new EmulatorOptions { Profile = profile }, cancellationToken);
        using var product = new Product();
        for (var round = 0; round < 2; round++)
        {
            var run = await product.RunAsync(emulator.BaseUrl, ["openai"], iterations, 1, cancellationToken);
            var prompts = run.Measurements.Select(measurement => measurement.PromptText!).ToArray();
            var bare = await LoopAsync(emulator.BaseUrl, prompts, cancellationToken);
            Console.WriteLine(
                $"| {profile} | 1 | {iterations} | {bare.TotalSeconds:0.000} | {run.Wall.TotalSeconds:0.000} "
                + $"| {run.Wall / bare:0.0000} | {(run.Wall - bare).TotalMilliseconds / iterations:0.000} |");
        }
    }

    private static async Task<TimeSpan> LoopAsync(Uri emulator, string[] prompts, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = emulator };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "key");
        await PostAsync(client, prompts[0], cancellationToken);
        var start = Stopwatch.GetTimestamp();
        foreach (var prompt in prompts)
        {
            await PostAsync(client, prompt, cancellationToken);
        }

        return Stopwatch.GetElapsedTime(start);
    }

    private static async Task PostAsync(HttpClient client, string prompt, CancellationToken cancellationToken)
    {
        var body = new JsonObject
        {
            ["model"] = "m",
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = prompt }),
            ["max_tokens"] = 4096,
            ["temperature"] = 0.7,
            ["stream"] = true,
            ["stream_options"] = new JsonObject { ["include_usage"] = true },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/chat/completions")
        {
            Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        };
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        await using var answer = await response.Content.ReadAsStreamAsync(cancellationToken);
        await answer.CopyToAsync(Stream.Null, cancellationToken);
    }
}
