using System.Security.Cryptography;
using System.Text;

namespace Persona.Bench.Deploy.Tests.Canaries;

/// <summary>A key without any use, planted to detect leaks.</summary>
internal sealed class Canary
{
    // A fragment of a key is a leak too. Shorter fragments would match by chance.
    private const int Piece = 10;

    public string Key { get; } = $"sk-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20))}";

    /// <summary>The text around the first occurrence; null if there is none.</summary>
    public string? In(string text)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(Key));
        foreach (var hidden in new[] { Key, encoded })
        {
            for (var at = 0; at + Piece <= hidden.Length; at++)
            {
                if (text.IndexOf(hidden.Substring(at, Piece), StringComparison.OrdinalIgnoreCase) is >= 0 and var found)
                {
                    return text[Math.Max(0, found - 100)..Math.Min(text.Length, found + 100)];
                }
            }
        }

        return null;
    }
}
