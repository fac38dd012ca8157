namespace Persona.Bench.Core.Configuration;

/// <summary>
/// Something that a person wrote (an option, a variable, a file) cannot be used. The message is one line that names what, where
/// and what to do; commands print it and end with exit code 64.
/// </summary>
public class ConfigurationException : Exception
{
    public ConfigurationException()
    {
    }

    public ConfigurationException(string message) : base(message)
    {
    }

    public ConfigurationException(string message, Exception? innerException) : base(message, innerException)
    {
    }
}
