using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Queue;

/// <summary>The running total of a worker's warm-up calls for one part of a run.</summary>
public sealed record WarmUpTotal(string WorkerId, SeriesKey Part, WarmUpCalls Taken);
