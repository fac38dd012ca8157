using Persona.Bench.Emulator.Faults;

namespace Persona.Bench.Emulator.Tests.Faults;

public sealed class FaultTests
{
    [Theory]
    [InlineData("429", FaultKind.Status, 429, 1.0, null)]
    [InlineData("429:0.1", FaultKind.Status, 429, 0.1, null)]
    [InlineData("503:1:2", FaultKind.Status, 503, 1.0, 2)]
    [InlineData("hang", FaultKind.Hang, null, 1.0, null)]
    [InlineData("hang-mid-stream:0.5", FaultKind.HangMidStream, null, 0.5, null)]
    [InlineData("cut", FaultKind.Cut, null, 1.0, null)]
    [InlineData("bad-json", FaultKind.BadJson, null, 1.0, null)]
    [InlineData("bad-body", FaultKind.BadBody, null, 1.0, null)]
    [InlineData("too-few", FaultKind.TooFew, null, 1.0, null)]
    [InlineData("truncated", FaultKind.Truncated, null, 1.0, null)]
    [InlineData("refusal", FaultKind.Refusal, null, 1.0, null)]
    public void A_fault_is_read_from_its_text_and_written_back(string text, FaultKind kind, int? status, double probability, int? retryAfter)
    {
        var fault = Fault.Parse(text);

        fault.ShouldBe(new Fault { Kind = kind, Status = status, Probability = probability, RetryAfterSeconds = retryAfter });
        fault.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hung")]
    [InlineData("200")]
    [InlineData("600")]
    [InlineData("429:2")]
    [InlineData("429:x")]
    [InlineData("429:1:soon")]
    [InlineData("hang:1:2")]
    [InlineData("429:1:2:3")]
    public void A_text_that_is_no_fault_is_refused_with_the_kinds(string text) =>
        Should.Throw<EmulatorException>(() => Fault.Parse(text)).Message
            .ShouldContain("hang, hang-mid-stream, cut, bad-json, bad-body, too-few, truncated, refusal");

    [Fact]
    public void Enqueued_faults_come_before_scheduled_ones_and_those_before_standing_ones()
    {
        var plan = new FaultPlan(new()
        {
            StandingFaults = [Fault.Parse("500")],
            ScheduledFaults = [new(2, 2, Fault.Parse("hang"))],
        });
        plan.Enqueue(Fault.Parse("cut"), 2);

        Enumerable.Range(1, 4).Select(n => plan.Next(n)?.Name).ShouldBe(["cut", "cut", "hang", "500"]);
        plan.Pending.ShouldBe(0);
    }

    [Fact]
    public void Standing_faults_strike_as_often_as_they_say_and_the_same_requests_each_time()
    {
        var options = new EmulatorOptions { StandingFaults = [Fault.Parse("429:0.1"), Fault.Parse("cut:0.05")], Seed = 5 };
        string?[] Strikes() => [.. Enumerable.Range(1, 10_000).Select(n => new FaultPlan(options).Next(n)?.Name)];

        var strikes = Strikes();

        strikes.Count(name => name == "429").ShouldBeInRange(900, 1100);
        strikes.Count(name => name == "cut").ShouldBeInRange(420, 580);
        Strikes().ShouldBe(strikes);
    }
}
