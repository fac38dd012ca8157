namespace Persona.Bench.Worker.Tests.Machine;

/// <summary>Sets an environment variable of this process until disposed.</summary>
internal sealed class ProcessVariable : IDisposable
{
    private readonly string _name;
    private readonly string? _before;

    public ProcessVariable(string name, string? value)
    {
        (_name, _before) = (name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    public void Dispose() => Environment.SetEnvironmentVariable(_name, _before);
}
