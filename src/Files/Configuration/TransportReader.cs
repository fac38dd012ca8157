using System.Text.RegularExpressions;
using Persona.Bench.Core.Providers;
using Persona.Bench.Files.Yaml;

namespace Persona.Bench.Files.Configuration;

/// <summary>The keys of a provider that change how its requests travel, not what they ask.</summary>
internal static partial class TransportReader
{
    public static readonly string[] Keys = ["headers", "query", "ca_file", "proxy", "organization"];

    private const int MostEntries = 50;
    private const int LongestValue = 4_000;

    private const string Advice = "a secret does not belong in a file: put it in an environment variable and write ${VARIABLE}";

    /// <summary>Headers that belong to the connection or the body.</summary>
    private static readonly string[] Reserved = ["host", "content-length", "content-type", "transfer-encoding", "connection", "accept-encoding"];

    /// <returns>A definition of which only the transport is set.</returns>
    public static ProviderDefinition Read(YamlMap map, ProviderKind kind, FolderOfFile folder)
    {
        var transport = new ProviderDefinition
        {
            Name = "",
            Kind = kind,
            Model = "",
            CaFile = map.Find("ca_file") is { } file ? folder.Resolve(file) : null,
            Proxy = map.Find("proxy") is { } proxy ? ReadProxy(proxy) : null,
            Organization = map.Find("organization") is { } organization ? ReadOrganization(organization, kind) : null,
        };
        transport = map.Find("headers") is { } headers ? transport with { Headers = ReadValues(headers, IsHeaderName, "the name of a header") } : transport;
        return map.Find("query") is { } query
            ? transport with { Query = ReadValues(query, name => name.Length is > 0 and <= 100, "the name of a parameter") }
            : transport;
    }

    private static Dictionary<string, string> ReadValues(YamlNode node, Func<string, bool> isName, string what)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in node.AsMap().Entries)
        {
            if (!isName(entry.Key))
                throw new YamlFileException(entry.Location, $"not {what} that can be set here");
            if (!values.TryAdd(entry.Key, ReadValue(entry)))
                throw new YamlFileException(entry.Location, "the same name in other letters is set above: remove one");
        }

        return values.Count <= MostEntries ? values : throw node.Error($"more than {MostEntries} entries");
    }

    private static string ReadValue(YamlEntry entry)
    {
        var value = entry.Value.AsText();
        var plain = Variable().Replace(value, "");
        if (SecretText.Looks(plain) || (NameOfSecret().IsMatch(entry.Key) && plain == value))
            throw entry.Value.Error(Advice);
        if (plain.Contains("${", StringComparison.Ordinal))
            throw entry.Value.Error("${ is not followed by the name of an environment variable and }");
        return value.Length <= LongestValue && value.All(character => character is >= ' ' and < '\u007f')
            ? value
            : throw entry.Value.Expected($"text of printable ASCII characters, at most {LongestValue}");
    }

    private static bool IsHeaderName(string name) => HeaderName().IsMatch(name) && !Reserved.Contains(name.ToLowerInvariant());

    private static string ReadProxy(YamlNode node)
    {
        var text = node.AsText();
        // A whole address may come from the environment.
        if (Variable().Replace(text, "").Length == 0)
            return text;
        var isUrl = Uri.TryCreate(Variable().Replace(text, "x"), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" or "socks5" && url.Host.Length > 0;
        if (!isUrl)
            throw node.Expected("the address of a proxy such as \"http://proxy.example:3128\"");
        return url!.UserInfo.Length > 0 && !Variable().IsMatch(text)
            ? throw node.Error(Advice)
            : text;
    }

    private static string ReadOrganization(YamlNode node, ProviderKind kind)
    {
        if (kind is not (ProviderKind.OpenAI or ProviderKind.OpenAICompatible))
            throw node.Error("only a provider of kind openai or openai-compatible has this key: remove it");
        return node.AsText() is { Length: > 0 and <= 200 } name && name.All(character => character is > ' ' and < '\u007f')
            ? name
            : throw node.Expected("the id of an organization, such as org-123");
    }

    [GeneratedRegex(@"\$\{[A-Za-z_][A-Za-z0-9_]{0,127}\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeaderName();

    [GeneratedRegex(@"(^|[-_])(key|token|secret|password|authorization|cookie|signature|sig)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameOfSecret();
}
