using Persona.Bench.Emulator.Quirks;

namespace Persona.Bench.Emulator.Faults;

/// <summary>One fault to inject. <see cref="Parse"/> reads the text that <see cref="ToString"/> writes.</summary>
public sealed record Fault
{
    public required FaultKind Kind { get; init; }

    /// <summary>400 to 599; only for <see cref="FaultKind.Status"/>.</summary>
    public int? Status { get; init; }

    /// <summary>One of the names in <c>docs/emulator.md</c>; only for <see cref="FaultKind.Quirk"/>.</summary>
    public string? QuirkName { get; init; }

    /// <summary>Whole seconds for the <c>Retry-After</c> header; only for <see cref="FaultKind.Status"/>; null: no header.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Probability per request of a standing fault, 0 to 1. Ignored for enqueued and scheduled faults.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>The kind as written in options and in the ground truth: <c>429</c>, <c>bad-json</c>.</summary>
    public string Name => Kind switch
    {
        FaultKind.Status => $"{Status}",
        FaultKind.Quirk => QuirkName ?? "",
        _ => FaultText.Names[Kind],
    };

    /// <summary>The departure from the wire format; null for every other fault.</summary>
    internal Quirk? Quirk => QuirkName is { } name ? QuirkCatalog.Find(name) : null;

    public static Fault OfStatus(int status, int? retryAfterSeconds = null) =>
        new() { Kind = FaultKind.Status, Status = status, RetryAfterSeconds = retryAfterSeconds };

    /// <summary>Reads <c>KIND[:PROBABILITY[:RETRY_AFTER_SECONDS]]</c>: <c>429:0.1</c>, <c>500</c>, <c>hang</c>, <c>429:1:2</c>.</summary>
    /// <exception cref="EmulatorException">The text is not a fault; the message lists the kinds.</exception>
    public static Fault Parse(string text) => FaultText.Parse(text);

    public override string ToString() => FaultText.Format(this);
}

/// <summary>A fault that affects <paramref name="Count"/> requests, starting at number <paramref name="FirstRequest"/> (from 1).</summary>
public sealed record ScheduledFault(long FirstRequest, int Count, Fault Fault);
