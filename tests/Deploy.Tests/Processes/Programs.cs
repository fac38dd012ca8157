namespace Persona.Bench.Deploy.Tests.Processes;

/// <summary>What <c>dotnet publish src/Cli</c> leaves, in a folder that every user can read.</summary>
internal sealed record Programs(string Folder)
{
    public string Persona => Path.Combine(Folder, "persona");

    public string Worker => Path.Combine(Folder, "Persona.Bench.Worker");

    public string Coordinator => Path.Combine(Folder, "Persona.Bench.Coordinator");

    public static async Task<Programs> PublishAsync(string folder)
    {
        await Shell.RunAsync(
            "dotnet", ["publish", "src/Cli", "-c", Repository.Configuration, "--no-build", "-nodeReuse:false", "-v", "quiet", "-o", folder]);
        return new Programs(folder);
    }
}
