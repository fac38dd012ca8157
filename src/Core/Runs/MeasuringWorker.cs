using Persona.Bench.Core.Environments;

namespace Persona.Bench.Core.Runs;

/// <summary>A worker's part in a run.</summary>
/// <param name="WorkerId">The worker's id.</param>
/// <param name="Fingerprint">Fingerprint of its machine, <c>sha256:…</c>; empty if unknown.</param>
/// <param name="Measured">Number of measurements in the run, including failed ones.</param>
/// <param name="Environment">The environment when this worker started; null if unknown.</param>
public sealed record MeasuringWorker(string WorkerId, string Fingerprint, int Measured, EnvironmentFingerprint? Environment);
