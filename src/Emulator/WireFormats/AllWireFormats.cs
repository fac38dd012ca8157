namespace Persona.Bench.Emulator.WireFormats;

internal static class AllWireFormats
{
    private static readonly WireFormat[] Formats =
        [new OpenAIWireFormat(), new AnthropicWireFormat(), new GeminiWireFormat(), new OllamaWireFormat()];

    public static WireFormat? Serving(string path) => Array.Find(Formats, format => format.Serves(path));
}
