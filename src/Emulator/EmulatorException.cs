namespace Persona.Bench.Emulator;

/// <summary>The emulated provider cannot run as requested. The message is one line for the user: what is wrong and what to do.</summary>
public sealed class EmulatorException : Exception
{
    public EmulatorException()
    {
    }

    public EmulatorException(string message)
        : base(message)
    {
    }

    public EmulatorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
