using Persona.Bench.Core.Baselines;
using Persona.Bench.Core.Environments;
using Persona.Bench.Core.Iterations;
using Persona.Bench.Core.Metrics;
using Persona.Bench.Core.Runs;
using Persona.Bench.Core.Tests.Metrics;
using Persona.Bench.Core.Tests.Runs;

namespace Persona.Bench.Core.Tests.Baselines;

public sealed class BaselineCaptureTests
{
    private static readonly DateTimeOffset Now = new(2025, 2, 3, 4, 5, 6, TimeSpan.Zero);

    [Fact]
    public void A_run_on_one_provider_is_keyed_by_workload_alone() =>
        Capture(["anthropic"]).Workloads.Keys.ShouldBe(["quick", "standard"]);

    [Fact]
    public void A_run_on_several_providers_is_keyed_by_both_in_the_order_of_the_run() =>
        Capture(["openai", "anthropic"]).Workloads.Keys.ShouldBe(["quick@openai", "quick@anthropic", "standard@openai", "standard@anthropic"]);

    [Fact]
    public void What_was_measured_on_what_and_when_is_at_the_top()
    {
        var baseline = Capture(["a"]);

        (baseline.Schema, baseline.Name, baseline.Version, baseline.CapturedAt).ShouldBe((Baseline.CurrentSchema, "v1.12.0", "1.12.0", Now));
        var environment = EnvironmentEntries.Read(baseline.Environment);
        environment.Fingerprint!.Cpu.ShouldBe("cpu of sha256:a");
        (environment.FingerprintId, environment.PersonaVersion, environment.GitCommit, environment.GitDirty).ShouldBe(("sha256:a", "1.12.0", "abc", true));
    }

    [Fact]
    public void Metrics_intervals_and_counts_are_those_of_the_report()
    {
        var (report, measurements) = RunOn(["a", "b"]);

        var baseline = BaselineCapture.Create(report, measurements, "v1", Now);

        foreach (var series in report.Series)
        {
            var workload = baseline.Workloads[$"{series.Workload}@{series.Provider}"];
            workload.Metrics.ShouldBe(series.Metrics.Select(metric => KeyValuePair.Create(metric.Metric, metric.Value)), ignoreOrder: true);
            workload.Intervals.Count.ShouldBe(series.Metrics.Count(metric => metric.Interval is not null));
            workload.Intervals.ShouldAllBe(interval => series.Metrics.Single(metric => metric.Metric == interval.Key).Interval == interval.Value);
            (workload.Iterations, workload.Workers).ShouldBe((series.Measured, series.Workers));
            (workload.Provider, workload.Model, workload.Concurrency).ShouldBe((series.Provider, $"model-of-{series.Provider}", 3));
            workload.ProviderKind.ShouldBe(report.Spec.Providers.Single(provider => provider.Name == series.Provider).Kind);
            workload.Definition!.ShouldStartWith("sha256:");
            workload.Description.ShouldBe($"about {series.Workload}");
        }
    }

    [Fact]
    public void The_samples_give_the_metrics_again_and_name_the_machine_of_each_worker()
    {
        var (report, measurements) = RunOn(["a"]);

        var workload = BaselineCapture.Create(report, measurements, "v1", Now).Workloads["standard"];

        workload.Samples.Select(sample => (sample.Worker, sample.Fingerprint)).ShouldBe([("w1", "sha256:a"), ("w2", "sha256:b")]);
        MetricAggregation.Aggregate(SampleColumns.Read(workload.Samples)).ToDictionary(metric => metric.Metric, metric => metric.Value).ShouldBe(workload.Metrics, ignoreOrder: true);
    }

    [Fact]
    public void Of_several_machines_the_one_that_measured_most_is_the_environment()
    {
        var (report, measurements) = RunOn(["a"]);
        Measurement[] mostlyB = [.. measurements.Select(one => one with { Fingerprint = one.Iteration % 4 == 0 ? "sha256:a" : "sha256:b" })];

        BaselineCapture.Create(report, mostlyB, "v1", Now).Environment["cpu"].ShouldBe("cpu of sha256:b");
    }

    [Fact]
    public void What_workers_of_one_machine_saw_differently_is_said_of_all_of_them()
    {
        var (report, measurements) = RunOn(["a"]);
        var machine = MachineOf("sha256:a") with { Region = "eu-west-1", Ci = "github-actions", Probes = new Dictionary<string, string> { ["python_version"] = "3.12.0" } };
        var other = machine with { Region = "us-east-1", Ci = null, Kernel = "k2", MemoryGb = 4.1, Runtime = ".NET 10.0.1", Probes = new Dictionary<string, string>() };
        report = report with
        {
            Workers = [new MeasuringWorker("w1", "sha256:a", 10, machine), new MeasuringWorker("w1b", "sha256:a", 6, other), report.Workers[1]],
        };

        var environment = BaselineCapture.Create(report, measurements, "v1", Now).Environment;

        (environment["region"], environment["ci"], environment["kernel"], environment["memory_gb"], environment["runtime"], environment["python_version"])
            .ShouldBe(("eu-west-1, us-east-1", "github-actions, none", "k, k2", "4", ".NET 10.0.0, .NET 10.0.1", "3.12.0, none"));
        (environment["cpu"], environment["fingerprint"]).ShouldBe(("cpu of sha256:a", "sha256:a"));
    }

    [Fact]
    public void Lost_iterations_whose_machine_is_not_known_leave_the_environment_to_the_others()
    {
        var (report, measurements) = RunOn(["a"]);
        Measurement[] mostlyLost =
        [
            .. measurements.Select(one => one.Iteration == 1 ? one : one.Failing(ErrorKind.WorkerLost) with { Fingerprint = "" }),
        ];

        BaselineCapture.Create(report, mostlyLost, "v1", Now).Environment["fingerprint"].ShouldBe("sha256:a");
    }

    [Fact]
    public void A_run_without_measurements_is_refused() =>
        Should.Throw<ArgumentException>(() => BaselineCapture.Create(RunOn(["a"]).Report, [], "v1", Now)).Message.ShouldContain("without measurements");

    private static Baseline Capture(string[] providers)
    {
        var (report, measurements) = RunOn(providers);
        return BaselineCapture.Create(report, measurements, "v1.12.0", Now);
    }

    private static (RunReport Report, IReadOnlyList<Measurement> Measurements) RunOn(string[] providers)
    {
        var spec = Specs.Of([("quick", 5), ("standard", 12)], providers);
        Measurement[] measurements =
        [
            .. spec.Workloads.SelectMany(workload => spec.Providers, (workload, provider) => Series
                .OfLatencies(Enumerable.Range(1, workload.Workload.Iterations).Select(iteration => 900.0 + (iteration * 37 % 100)))
                .ConvertAll(one => one with { Workload = workload.Workload.Name, Provider = provider.Name })).SelectMany(series => series),
        ];
        measurements[^1] = measurements[^1] with { WorkerId = "w2", Fingerprint = "sha256:b" };
        return (ReportOf(spec, measurements), measurements);
    }

    private static RunReport ReportOf(RunSpec spec, IReadOnlyList<Measurement> measurements) => new()
    {
        RunId = Guid.Empty,
        State = RunState.Completed,
        Spec = spec,
        CreatedAt = Series.Start,
        Workers = [new MeasuringWorker("w1", "sha256:a", 16, MachineOf("sha256:a")), new MeasuringWorker("w2", "sha256:b", 1, MachineOf("sha256:b"))],
        Series = SeriesReports.Create(spec, measurements),
    };

    private static EnvironmentFingerprint MachineOf(string id) => new()
    {
        Platform = "linux-x64",
        Cpu = $"cpu of {id}",
        Cores = 2,
        MemoryGb = 4,
        Os = "os",
        Kernel = "k",
        Runtime = ".NET 10.0.0",
        BenchVersion = "0.1.0",
    };
}
