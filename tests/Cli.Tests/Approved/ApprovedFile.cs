namespace Persona.Bench.Cli.Tests.Approved;

/// <summary>
/// Compares output with the file of that name that a person has reviewed and approved. On a difference the new output is written
/// next to it as <c>*.received.txt</c>; run the tests with PERSONA_APPROVE=1 to accept the new output.
/// </summary>
internal static class ApprovedFile
{
    public static void ShouldMatch(string actual, string name)
    {
        var approved = Path.Combine(Repository.Root, "tests", "Cli.Tests", "Approved", name + ".txt");
        var received = Path.ChangeExtension(approved, ".received.txt");
        if (Environment.GetEnvironmentVariable("PERSONA_APPROVE") == "1")
        {
            File.WriteAllText(approved, actual);
        }

        var expected = File.Exists(approved) ? File.ReadAllText(approved) : "";
        if (actual != expected)
        {
            File.WriteAllText(received, actual);
            actual.ShouldBe(expected, $"compare {received} with {approved}");
        }

        File.Delete(received);
    }
}
