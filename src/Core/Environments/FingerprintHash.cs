using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Persona.Bench.Core.Environments;

/// <summary>
/// The identity of a machine for comparisons. It holds only what makes latencies incomparable (CPU model, core count, operating
/// system family, architecture, runtime major version). Region, memory, kernel and minor versions are strata, not identity.
/// </summary>
public static class FingerprintHash
{
    /// <summary><c>sha256:</c> and the lower-case hexadecimal SHA-256 of <see cref="CanonicalForm"/> in UTF-8.</summary>
    public static string Compute(EnvironmentFingerprint fingerprint) =>
        "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalForm(fingerprint))));

    /// <summary>
    /// Six lines, each ended by a line feed: <c>persona.bench/fingerprint/1</c>, then <c>cpu=</c>, <c>cores=</c>, <c>os=</c>, <c>arch=</c>
    /// and <c>runtime=</c> with their values in lower case and single spaces; unknown values are <c>unknown</c>. The cpu loses
    /// trademarks and the words "cpu" and "processor" but keeps its nominal frequency, which on some clouds is the only difference between
    /// two models. The runtime is its name and major version, <c>.net 10</c>.
    /// </summary>
    public static string CanonicalForm(EnvironmentFingerprint fingerprint)
    {
        var (family, architecture) = SplitPlatform(fingerprint.Platform);
        var cores = fingerprint.Cores.ToString(CultureInfo.InvariantCulture);
        return $"persona.bench/fingerprint/1\ncpu={CpuModel(fingerprint.Cpu)}\ncores={cores}\nos={family}\narch={architecture}\n"
            + $"runtime={RuntimeMajor(fingerprint.Runtime)}\n";
    }

    internal static string CpuModel(string? cpu)
    {
        var plain = (cpu ?? "").ToLowerInvariant();
        foreach (var mark in (string[])["(r)", "(tm)", "(c)", "®", "™"])
            plain = plain.Replace(mark, " ", StringComparison.Ordinal);
        return OrUnknown(Words(plain).Where(word => word is not ("cpu" or "processor")));
    }

    internal static (string Family, string Architecture) SplitPlatform(string platform)
    {
        var parts = platform.Split('-', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return (OrUnknown(Words(parts.FirstOrDefault() ?? "")), OrUnknown(Words(parts.Length > 1 ? parts[^1] : "")));
    }

    internal static string RuntimeMajor(string runtime)
    {
        var digit = runtime.AsSpan().IndexOfAnyInRange('0', '9');
        if (digit < 0)
            return OrUnknown(Words(runtime));

        var end = digit;
        while (end < runtime.Length && char.IsAsciiDigit(runtime[end]))
            end++;
        return OrUnknown([.. Words(runtime[..digit]), runtime[digit..end]]);
    }

    // Splitting at any white space prevents a value from adding lines to the canonical form.
    private static string[] Words(string text) => text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string OrUnknown(IEnumerable<string> words) => string.Join(' ', words) is { Length: > 0 } text ? text : "unknown";
}
