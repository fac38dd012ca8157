using Persona.Bench.Core.Iterations;

namespace Persona.Bench.Core.Metrics;

/// <summary>Warnings about measurements that should not have been mixed.</summary>
internal static class MixtureDiagnostics
{
    public static SampleWarning? UnlikeMachines(IReadOnlyCollection<Measurement> series)
    {
        // The machine of a lost worker may be unknown, which does not make it a different one.
        var machines = series.Where(m => m.Fingerprint.Length > 0).CountBy(m => m.Fingerprint).ToArray();
        return machines.Length < 2
            ? null
            : new SampleWarning(
                WarningKind.UnlikeMachines,
                $"measured on {machines.Length} kinds of machine ({Counts(machines)} iterations)",
                "compare each kind of machine with itself, or use machines of one kind");
    }

    public static SampleWarning? SeveralModels(IReadOnlyCollection<Measurement> series)
    {
        var models = series.Where(m => m.ModelReported is not null).CountBy(m => m.ModelReported!).ToArray();
        return models.Length < 2
            ? null
            : new SampleWarning(
                WarningKind.SeveralModels,
                $"the provider answered with {models.Length} models: "
                + string.Join(", ", models.OrderByDescending(m => m.Value).Select(m => $"{m.Key} ({m.Value})")),
                "name a dated model instead of an alias");
    }

    public static SampleWarning? RepeatedPrompts(IReadOnlyCollection<Measurement> series)
    {
        var prompts = series.Where(m => m.PromptHash is not null).CountBy(m => m.PromptHash!).ToArray();
        var sent = prompts.Sum(prompt => prompt.Value);
        return sent == prompts.Length
            ? null
            : new SampleWarning(
                WarningKind.RepeatedPrompts,
                $"{Figure.Count(sent, "iteration")} sent only {Figure.Count(prompts.Length, "different prompt")}; "
                + "a provider's cache may have answered the others",
                "give the workload more input items or fewer iterations");
    }

    private static string Counts(IEnumerable<KeyValuePair<string, int>> groups) =>
        string.Join(" + ", groups.Select(group => group.Value).OrderDescending());
}
