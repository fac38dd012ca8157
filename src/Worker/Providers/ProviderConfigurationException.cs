namespace Persona.Bench.Worker.Providers;

/// <summary>A provider cannot be called as configured. The message is one line for the user.</summary>
public sealed class ProviderConfigurationException(string message) : Exception(message);
