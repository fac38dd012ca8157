namespace Persona.Bench.Contracts;

/// <summary>How many hints a worker prefetches while its slots are busy. Coordinators send enough to fill this; workers fetch no more.</summary>
public static class HintsAhead
{
    /// <summary>Half as many as slots: calls do not all end at the same time, and repeated hints queue behind them.</summary>
    public static int For(int slots) => (slots + 1) / 2;
}
