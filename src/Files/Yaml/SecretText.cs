using System.Text.RegularExpressions;

namespace Persona.Bench.Files.Yaml;

/// <summary>Recognises secrets pasted into a file, so that no message repeats them.</summary>
internal static partial class SecretText
{
    public const string Advice =
        "a secret does not belong in a file: put it in an environment variable and name the variable, such as api_key_env: OPENAI_API_KEY";

    public static bool Looks(string text) => Prefixed().IsMatch(text) || Random().IsMatch(text);

    /// <summary>Key names that people use for secrets.</summary>
    public static bool IsNameOfSecret(string key) => NameOfSecret().IsMatch(key);

    [GeneratedRegex(@"^(sk-|sk_|pk-|AIza|gh[pousr]_|xox[abp]-|Bearer\s|eyJ)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Prefixed();

    // Long, without spaces, with letters and digits mixed.
    [GeneratedRegex(@"^(?=\S*[0-9])(?=\S*[A-Za-z])[A-Za-z0-9_\-+=]{32,}\z", RegexOptions.None, 1000)]
    private static partial Regex Random();

    [GeneratedRegex(@"^(api|access|auth|secret)?[_-]?(key|token|secret|password|passwd|authorization|bearer|credentials?)\z",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NameOfSecret();
}
