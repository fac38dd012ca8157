namespace Persona.Bench.Storage.Queue;

/// <summary>The iterations of one workload on one provider.</summary>
public sealed record SeriesKey(Guid RunId, string Workload, string Provider);
