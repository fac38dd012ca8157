using Persona.Bench.Core.Runs;

namespace Persona.Bench.Storage.Queue;

/// <summary>All that a worker's warm-ups of this part of a run have taken so far.</summary>
public sealed record WarmUpTotal(string WorkerId, SeriesKey Part, WarmUpCalls Taken);
