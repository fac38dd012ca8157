namespace Persona.Bench.Core.Workloads;

/// <summary>The workloads that ship with the product; their research data ships with it too.</summary>
public static class BuiltInWorkloads
{
    /// <summary>The shipped research data, in pool order.</summary>
    public static IReadOnlyList<string> Inputs { get; } =
    [
        "shipped:bike-share-survey.csv",
        "shipped:budgeting-interviews.md",
        "shipped:clinic-booking-notes.json",
        "shipped:home-energy-field-notes.txt",
        "shipped:language-learning-notes.json",
        "shipped:meal-kit-survey.csv",
        "shipped:school-portal-interviews.md",
        "shipped:warehouse-field-notes.txt",
    ];

    /// <summary>A smoke test.</summary>
    public static Workload Quick { get; } = new()
    {
        Name = "quick",
        Description = "Single persona generation from a short input",
        Inputs = Inputs,
        InputBytes = 400,
        Personas = 1,
        Iterations = 10,
        WarmUps = 1,
    };

    /// <summary>The workload that baselines are captured with.</summary>
    public static Workload Standard { get; } = new()
    {
        Name = "standard",
        Description = "Single persona generation from 1KB input",
        Inputs = Inputs,
        InputBytes = 1024,
        Personas = 1,
        Iterations = 100,
        WarmUps = 3,
    };

    /// <summary>Several personas in one request.</summary>
    public static Workload Batch { get; } = new()
    {
        Name = "batch",
        Description = "Ten personas in one request from 5KB input",
        Inputs = Inputs,
        InputBytes = 5 * 1024,
        Personas = 10,
        Iterations = 20,
        WarmUps = 1,
    };

    /// <summary><see cref="Standard"/> with enough iterations to gate on the 99th percentile.</summary>
    public static Workload Full { get; } = Standard with
    {
        Name = "full",
        Description = "Single persona generation from 1KB input, 500 iterations",
        Iterations = 500,
    };

    /// <summary>In listing order.</summary>
    public static IReadOnlyList<Workload> All { get; } = [Quick, Standard, Batch, Full];
}
