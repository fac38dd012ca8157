namespace Persona.Bench.Faults;

/// <summary>Texts on the wire that mark the moments the suite waits for.</summary>
internal static class Words
{
    public const string Claim = "SET state = 'leased', attempt = attempt + 1";
    public const string Done = "SET state = 'done'";
    public const string Measurement = "INSERT INTO measurement";
    public const string Commit = "COMMIT";
    public const string Start = "SET state = 'running'";
    public const string Complete = "UPDATE run SET state = $";
    public const string Mark = "SET dispatched_at = now()";
    public const string FirstOfAnswer = "HTTP/1.1 200";

    /// <summary>End of a stream in the emulated provider's format.</summary>
    public const string LastOfAnswer = "[DONE]";
}
