namespace Persona.Bench.Worker.Tests.Machine;

/// <summary>A folder with copies of another machine's system files.</summary>
internal sealed class CapturedRoot : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("root");

    public string Path => _folder.FullName;

    public CapturedRoot With(string path, string text)
    {
        var file = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
