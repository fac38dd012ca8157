namespace Persona.Bench.Worker.Providers;

/// <summary>A provider cannot be called as it is configured. The message is one line for a person.</summary>
public sealed class ProviderConfigurationException(string message) : Exception(message);
