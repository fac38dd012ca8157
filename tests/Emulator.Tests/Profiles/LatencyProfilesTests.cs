using Persona.Bench.Emulator.Profiles;

namespace Persona.Bench.Emulator.Tests.Profiles;

public sealed class LatencyProfilesTests
{
    private const int Draws = 20_000;

    // The table that the profiles are fitted to: name, e2e p50 ms, p95/p50, p99/p50, log-sd, lag-1, first token p50 ms, its log-sd.
    public static TheoryData<string, double, double, double, double, double, double, double> Table => new()
    {
        { "very-fast", 810, 1.17, 1.23, .09, -.06, 220, .19 },
        { "fast", 1260, 1.24, 1.36, .12, -.01, 200, .19 },
        { "typical", 2440, 1.23, 1.45, .11, .02, 640, .14 },
        { "steady", 3770, 1.12, 1.19, .07, .52, 520, .24 },
        { "variable", 2260, 1.38, 1.64, .21, .04, 210, .26 },
        { "queued", 12_400, 2.82, 6.06, .50, .54, 1190, 1.06 },
        { "rare-stalls", 1590, 1.20, 34, .49, .06, 550, .64 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Drawn_latencies_have_the_figures_of_the_table(
        string name, double p50, double p95, double p99, double logSd, double lag1, double firstTokenP50, double firstTokenLogSd)
    {
        var plans = Plans(name, seed: 7);
        var latencies = plans.Select(plan => plan.Total.TotalMilliseconds).ToArray();
        var firstTokens = plans.Select(plan => plan.FirstToken.TotalMilliseconds).ToArray();

        var median = Quantile(latencies, .5);
        median.ShouldBe(p50, .03 * p50);
        (Quantile(latencies, .95) / median).ShouldBe(p95, .04 * p95);
        (Quantile(latencies, .99) / median).ShouldBe(p99, .08 * p99);
        LogSd(latencies).ShouldBe(logSd, .06 * logSd);
        LogAutocorrelation(latencies).ShouldBe(lag1, .03);
        Quantile(firstTokens, .5).ShouldBe(firstTokenP50, .04 * firstTokenP50);
        LogSd(firstTokens).ShouldBe(firstTokenLogSd, .08 * firstTokenLogSd);
    }

    [Fact]
    public void The_first_token_never_comes_after_the_last()
    {
        foreach (var name in LatencyProfiles.Names)
        {
            Plans(name, seed: 3).ShouldAllBe(plan => plan.FirstToken >= TimeSpan.Zero && plan.FirstToken <= plan.Total);
        }
    }

    [Fact]
    public void A_request_is_planned_alike_whatever_came_before_it()
    {
        var schedule = Schedule("queued", seed: 11);
        var inOrder = Enumerable.Range(1, 50).Select(n => schedule.Plan(n, 1, TimeSpan.Zero)).ToArray();
        var backwards = Enumerable.Range(1, 50).Reverse().Select(n => Schedule("queued", seed: 11).Plan(n, 1, TimeSpan.Zero)).Reverse().ToArray();

        backwards.ShouldBe(inOrder);
        inOrder.Distinct().Count().ShouldBe(50);
        Schedule("queued", seed: 12).Plan(1, 1, TimeSpan.Zero).ShouldNotBe(inOrder[0]);
    }

    [Fact]
    public void The_time_scale_multiplies_every_time()
    {
        var real = Schedule("typical").Plan(5, 1, TimeSpan.Zero);
        var scaled = new LatencySchedule(LatencyProfiles.Find("typical"), 1, .01, 0).Plan(5, 1, TimeSpan.Zero);

        scaled.Total.TotalMilliseconds.ShouldBe(real.Total.TotalMilliseconds / 100, .001);
        scaled.FirstToken.TotalMilliseconds.ShouldBe(real.FirstToken.TotalMilliseconds / 100, .001);
        new LatencySchedule(LatencyProfiles.Find("typical"), 1, 0, .5).Plan(5, 1, TimeSpan.FromHours(1)).ShouldBe(default);
    }

    [Fact]
    public void Drift_slows_by_its_fraction_in_an_hour_of_the_profiles_time()
    {
        var profile = LatencyProfiles.Find("constant:1000/200");

        new LatencySchedule(profile, 1, 1, .1).Plan(1, 1, TimeSpan.FromHours(1)).Total.TotalMilliseconds.ShouldBe(1100, 1e-6);
        new LatencySchedule(profile, 1, .5, .1).Plan(1, 1, TimeSpan.FromHours(1)).Total.TotalMilliseconds.ShouldBe(600, 1e-6);
    }

    [Fact]
    public void More_personas_take_longer_after_the_first_token_only()
    {
        var schedule = Schedule("constant:1000/200");

        schedule.Plan(1, 10, TimeSpan.Zero).ShouldBe(new(TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(8200)));
    }

    [Fact]
    public void Tokens_are_spread_evenly_from_the_first_to_the_end()
    {
        var plan = new PlannedLatency(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500));

        Enumerable.Range(0, 5).Select(i => plan.TokenDue(i, 5).TotalMilliseconds).ShouldBe([100, 200, 300, 400, 500]);
        plan.Shortened(3, 5).Total.TotalMilliseconds.ShouldBe(300);
    }

    [Theory]
    [InlineData("slow")]
    [InlineData("constant:")]
    [InlineData("constant:-5")]
    [InlineData("constant:100/200")]
    [InlineData("constant:1/2/3")]
    public void An_unknown_profile_is_refused_with_the_list_of_names(string name) =>
        Should.Throw<EmulatorException>(() => LatencyProfiles.Find(name)).Message.ShouldContain("rare-stalls");

    private static LatencySchedule Schedule(string name, int seed = 1) => new(LatencyProfiles.Find(name), seed, 1, 0);

    private static PlannedLatency[] Plans(string name, int seed)
    {
        var schedule = Schedule(name, seed);
        return [.. Enumerable.Range(1, Draws).Select(n => schedule.Plan(n, 1, TimeSpan.Zero))];
    }

    private static double Quantile(double[] values, double p) => values.Order().ElementAt((int)(p * values.Length));

    private static double LogSd(double[] values)
    {
        var logs = values.Select(value => Math.Log(value)).ToArray();
        var mean = logs.Average();
        return Math.Sqrt(logs.Average(log => (log - mean) * (log - mean)));
    }

    private static double LogAutocorrelation(double[] values)
    {
        var logs = values.Select(value => Math.Log(value)).ToArray();
        var mean = logs.Average();
        var products = logs.Zip(logs.Skip(1), (a, b) => (a - mean) * (b - mean)).Sum();
        return products / logs.Sum(log => (log - mean) * (log - mean));
    }
}
