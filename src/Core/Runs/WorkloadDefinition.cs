using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Persona.Bench.Core.Providers;

namespace Persona.Bench.Core.Runs;

/// <summary>The identity of what one iteration does. The number of iterations and the concurrency are not part of it.</summary>
public static class WorkloadDefinition
{
    /// <summary>
    /// <c>sha256:</c> and the lower-case hexadecimal SHA-256 of input, personas and model parameters, and of what the provider is asked
    /// beyond them.
    /// </summary>
    /// <param name="workload">The workload of a run.</param>
    /// <param name="request">How its provider is asked; null for the defaults.</param>
    public static string HashOf(RunWorkload workload, RequestSettings? request = null)
    {
        ArgumentNullException.ThrowIfNull(workload);
        var work = workload.Workload;
        var form = string.Create(
            CultureInfo.InvariantCulture,
            $"persona.bench/workload/1\ninput={workload.InputHash}\nbytes={work.InputBytes}\npersonas={work.Personas}\n"
            + $"max_tokens={work.Parameters.MaxTokens}\ntemperature={work.Parameters.Temperature:R}\n{FormOf(request ?? RequestSettings.Default)}");
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form)));
    }

    // Only what differs from the defaults, so that they can grow. The name of the field for the token limit changes nothing, its absence does.
    private static string FormOf(RequestSettings request) => string.Concat(
        request.MaxTokensField is MaxTokensField.None ? "max_tokens_field=none\n" : "",
        request.SendsTemperature ? "" : "temperature=none\n",
        request.ReasoningEffort is { } effort ? $"reasoning_effort={effort}\n" : "",
        request.ExtraBody is { } body ? $"extra_body={body}\n" : "",
        request.Streams ? "" : "stream=false\n");
}
