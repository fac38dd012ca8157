using System.Text.RegularExpressions;
using Persona.Bench.Core.Configuration;
using Persona.Bench.Core.Providers;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Configuration;

/// <summary>One entry of <c>benchmarks.providers</c>.</summary>
internal static partial class ProviderReader
{
    public static readonly string[] CommonKeys =
    [
        "kind", "model", "base_url", "api_key_env", "max_concurrency", "requests_per_minute",
        .. RequestSettingsReader.Keys, .. TransportReader.Keys,
    ];

    public static readonly string[] EmulatedKeys = ["profile", "time_scale", "seed"];

    public static IReadOnlyList<string> Kinds { get; } = [.. ProviderKindInfo.All.Select(kind => kind.Name)];

    private const string NotAVariable =
        "not the name of an environment variable: name the variable that holds the key, such as OPENAI_API_KEY, never the key";

    public static ProviderDefinition Read(string name, YamlMap map, FolderOfFile folder)
    {
        var kind = ReadKind(name, map);
        RejectKeysOfEmulated(map, kind);
        map.AllowOnly(kind == ProviderKind.Emulated ? [.. CommonKeys, .. EmulatedKeys] : CommonKeys);
        var info = ProviderKindInfo.For(kind);
        return TransportReader.Read(map, kind, folder) with
        {
            Name = name,
            Kind = kind,
            Model = ReadModel(map, info),
            BaseUrl = ReadBaseUrl(map, kind),
            ApiKeyEnv = map.Find("api_key_env") is { } variable ? ReadVariable(variable) : info.ApiKeyEnv,
            Request = RequestSettingsReader.Read(map),
            MaxConcurrency = map.Find("max_concurrency")?.AsCount(max: 10_000),
            RequestsPerMinute = map.Find("requests_per_minute")?.AsCount(max: 10_000_000),
            Profile = map.Find("profile") is { } profile ? ReadProfile(profile) : null,
            TimeScale = map.Find("time_scale")?.AsNumber(0, 1000),
            Seed = (int?)map.Find("seed")?.AsWholeNumber(int.MinValue, int.MaxValue),
        };
    }

    private static string AllKinds => string.Join(", ", Kinds);

    private static ProviderKind ReadKind(string name, YamlMap map)
    {
        if (map.Find("kind") is null && BuiltInProviders.All.TryGetValue(name, out var builtIn)) return builtIn.Kind;
        var node = map.Require("kind", $"kind, one of {AllKinds}");
        var kind = node.AsText();
        if (kind == "command") throw node.Error($"kind command is not supported by this version: use one of {AllKinds}");
        return ProviderKindInfo.Find(kind) is { } known
            ? known.Kind
            : throw node.Error($"there is no kind {Printable.Quoted(kind)}: {Suggestion.Sentence(kind, Kinds)}");
    }

    private static void RejectKeysOfEmulated(YamlMap map, ProviderKind kind)
    {
        if (kind == ProviderKind.Emulated) return;
        if (map.Entries.FirstOrDefault(entry => EmulatedKeys.Contains(entry.Key)) is { } entry)
            throw new YamlFileException(entry.Location, "only a provider of kind emulated has this key: remove it");
    }

    private static string ReadModel(YamlMap map, ProviderKindInfo info)
    {
        if (map.Find("model") is not { } node) return info.DefaultModel ?? map.Require("model", "the name of the model").AsText();
        var model = node.AsText();
        return string.IsNullOrWhiteSpace(model) || model.Length > 200
            ? throw node.Expected("the name of a model, at most 200 characters")
            : model;
    }

    private static Uri? ReadBaseUrl(YamlMap map, ProviderKind kind)
    {
        if (map.Find("base_url") is null && kind != ProviderKind.OpenAICompatible) return null;
        var node = map.Require("base_url", "the root of the API, such as base_url: \"http://localhost:8000/v1\"");
        var isUrl = Uri.TryCreate(node.AsText(), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Host.Length > 0;
        if (!isUrl) throw node.Expected("a URL such as \"http://localhost:8000/v1\"");
        if (url!.UserInfo.Length > 0) throw node.Error($"the URL contains a user or a password: {SecretText.Advice}");
        return url.Query.Length == 0 && url.Fragment.Length == 0
            ? url
            : throw node.Error("the URL has a query or a fragment: give only the root of the API");
    }

    private static string ReadVariable(YamlNode node)
    {
        var name = node.AsText();
        // The message must not repeat the value: it may be the key itself.
        return Variable().IsMatch(name) && !SecretText.Looks(name)
            ? name
            : throw node.Error(NotAVariable);
    }

    private static string ReadProfile(YamlNode node)
    {
        var profile = node.AsText();
        return Profile().IsMatch(profile) ? profile : throw node.Expected("the name of a latency profile, such as typical");
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,127}\z", RegexOptions.None, 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9 ,._\-]{0,63}\z", RegexOptions.None, 1000)]
    private static partial Regex Profile();
}
