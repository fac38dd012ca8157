using System.Security.Cryptography;
using System.Text;

namespace Persona.Bench.Deploy.Tests.Canaries;

/// <summary>A key that opens nothing, planted to be looked for.</summary>
internal sealed class Canary
{
    // A piece of a key is a leak as well; shorter ones are found by chance.
    private const int Piece = 10;

    public string Key { get; } = $"sk-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20))}";

    /// <summary>Where it was found, with what stands around it; null: nowhere.</summary>
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
