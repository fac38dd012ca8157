using Persona.Bench.Core.Environments;

namespace Persona.Bench.Core.Runs;

/// <summary>A worker's part in a run.</summary>
/// <param name="WorkerId">Its id.</param>
/// <param name="Fingerprint">Of its machine, <c>sha256:…</c>; empty where that is not known.</param>
/// <param name="Measured">Measurements of the run, failed ones included.</param>
/// <param name="Environment">As it was when this worker started; null where that is not known.</param>
public sealed record MeasuringWorker(string WorkerId, string Fingerprint, int Measured, EnvironmentFingerprint? Environment);
