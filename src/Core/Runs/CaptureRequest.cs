namespace Persona.Bench.Core.Runs;

/// <summary>The baseline file to write from a run. Kept with the run, so that a resumed capture still writes it.</summary>
/// <param name="Path">Absolute path of the file.</param>
/// <param name="Name">Name of the baseline.</param>
/// <param name="Force">Replace an existing file.</param>
/// <param name="AllowErrors">The capture succeeds however many iterations failed.</param>
public sealed record CaptureRequest(string Path, string Name, bool Force, bool AllowErrors = false);
