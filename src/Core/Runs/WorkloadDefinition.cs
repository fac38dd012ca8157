using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Persona.Bench.Core.Runs;

/// <summary>The identity of what one iteration does. The number of iterations and the concurrency are not part of it.</summary>
public static class WorkloadDefinition
{
    /// <summary><c>sha256:</c> and the lower-case hexadecimal SHA-256 of input, personas and model parameters.</summary>
    public static string HashOf(RunWorkload workload)
    {
        ArgumentNullException.ThrowIfNull(workload);
        var work = workload.Workload;
        var form = string.Create(
            CultureInfo.InvariantCulture,
            $"persona.bench/workload/1\ninput={workload.InputHash}\nbytes={work.InputBytes}\npersonas={work.Personas}\n"
            + $"max_tokens={work.Parameters.MaxTokens}\ntemperature={work.Parameters.Temperature:R}\n");
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form)));
    }
}
