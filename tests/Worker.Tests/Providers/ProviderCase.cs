using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Persona.Bench.Core.Providers;
using Persona.Bench.Core.Workloads;
using Persona.Bench.Worker.Generation;

namespace Persona.Bench.Worker.Tests.Providers;

/// <summary>Helpers shared by the tests of all providers.</summary>
internal static class ProviderCase
{
    public const string Key = "sk-canary-Qm7ZtR2pLx9VbN4wKs8Y";

    public static ProviderDefinition Definition(ProviderKind kind, Uri? url) => new()
    {
        Name = "under-test",
        Kind = kind,
        Model = "some-model",
        BaseUrl = url is not null && kind is ProviderKind.OpenAICompatible ? new Uri(url, "/v1") : url,
        ApiKeyEnv = kind is ProviderKind.OpenAICompatible ? "COMPATIBLE_KEY" : null,
    };

    public static IGenerator Generator(ProviderKind kind, Uri url, TimeProvider? clock = null) =>
        GeneratorFactory.Create(Definition(kind, url), _ => Key, clock ?? TimeProvider.System);

    public static GenerationRequest Request(int personas = 1, TimeSpan? timeout = null) =>
        new(["Interview 7: \"I export to Excel every morning.\""], personas, new ModelParameters(), timeout ?? TimeSpan.FromSeconds(30));

    public static async Task<GenerationResult> GenerateAsync(ProviderKind kind, Uri url, GenerationRequest? request = null)
    {
        await using var generator = Generator(kind, url);
        return await generator.GenerateAsync(request ?? Request(), CancellationToken.None);
    }

    /// <summary>Generates while the clock runs much faster than real time.</summary>
    public static async Task<GenerationResult> GenerateFastAsync(ProviderKind kind, Uri url, TimeSpan timeout, FakeTimeProvider clock, TimeSpan? step = null)
    {
        await using var generator = Generator(kind, url, clock);
        var result = generator.GenerateAsync(Request(timeout: timeout), CancellationToken.None);
        while (!result.IsCompleted)
        {
            clock.Advance(step ?? TimeSpan.FromSeconds(5));
            await Task.WhenAny(result, Task.Delay(1));
        }

        return await result;
    }

    public static async Task<GenerationResult> GenerateAsync(ProviderKind kind, WireAnswer answer, GenerationRequest? request = null)
    {
        await using var server = await StubServer.StartAsync(context => answer.SendAsync(kind, context));
        return await GenerateAsync(kind, server.Url, request);
    }

    public static object Persona(int number) => new
    {
        id = $"persona-{number}",
        name = $"Ada Example {number}",
        demographics = new { age_range = "35-44", occupation = "analyst", location = "Leeds" },
        goals = new[] { "stop copying numbers" },
        pain_points = new[] { "exports break" },
        behaviours = new[] { "checks twice" },
        quotes = new[] { "I export to Excel every morning." },
    };

    public static string Answer(int personas) =>
        $"<output>\n{JsonSerializer.Serialize(new { personas = Enumerable.Range(1, personas).Select(Persona) })}\n</output>";

    public static TheoryData<ProviderKind> Kinds => [.. Enum.GetValues<ProviderKind>()];
}
