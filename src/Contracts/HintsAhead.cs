namespace Persona.Bench.Contracts;

/// <summary>How many hints wait at a worker while its slots are busy: coordinators send for them, and workers fetch no more.</summary>
public static class HintsAhead
{
    /// <summary>Half as many as slots: calls do not all end at once, and what is repeated queues behind them.</summary>
    public static int For(int slots) => (slots + 1) / 2;
}
