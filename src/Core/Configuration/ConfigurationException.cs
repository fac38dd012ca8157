namespace Persona.Bench.Core.Configuration;

/// <summary>
/// User input (an option, a variable, a file) cannot be used. The message is one line that names what, where and what to do;
/// commands print it and exit with code 64.
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
