namespace Persona.Bench.Core.Providers;

/// <summary>Properties of a kind of provider. A new kind needs a row here and a client in the worker.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">Its name in configuration, runs and output, such as <c>openai-compatible</c>.</param>
public sealed record ProviderKindInfo(ProviderKind Kind, string Name)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(120);

    /// <summary>In the order that messages list them.</summary>
    public static IReadOnlyList<ProviderKindInfo> All { get; } =
    [
        new(ProviderKind.OpenAI, "openai") { BaseUrl = new("https://api.openai.com/v1"), ApiKeyEnv = "OPENAI_API_KEY", DefaultModel = "gpt-4o-mini" },
        new(ProviderKind.OpenAICompatible, "openai-compatible"),
        new(ProviderKind.Anthropic, "anthropic")
        {
            BaseUrl = new("https://api.anthropic.com"), ApiKeyEnv = "ANTHROPIC_API_KEY", DefaultModel = "claude-sonnet-4-5",
        },
        new(ProviderKind.Gemini, "gemini")
        {
            BaseUrl = new("https://generativelanguage.googleapis.com"), ApiKeyEnv = "GEMINI_API_KEY", DefaultModel = "gemini-2.0-flash",
        },
        // Ollama may have to load the model first.
        new(ProviderKind.Ollama, "ollama") { BaseUrl = new("http://localhost:11434"), DefaultModel = "llama3:8b", Timeout = TimeSpan.FromSeconds(300) },
        new(ProviderKind.Emulated, "emulated") { DefaultModel = "emulated" },
    ];

    /// <summary>Root of the public API; null if the configuration, or the process that serves it, must name one.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The environment variable with the API key; null if none is needed.</summary>
    public string? ApiKeyEnv { get; init; }

    /// <summary>Null if a provider of this kind cannot be used without configuration.</summary>
    public string? DefaultModel { get; init; }

    /// <summary>Deadline of an iteration, including retries.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    public static ProviderKindInfo For(ProviderKind kind) =>
        All.FirstOrDefault(info => info.Kind == kind) ?? throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of provider");

    /// <summary>Null when there is no kind of that name.</summary>
    public static ProviderKindInfo? Find(string name) => All.FirstOrDefault(info => info.Name == name);
}
