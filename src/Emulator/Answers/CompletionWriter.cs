using System.Security.Cryptography;
using System.Text;
using Persona.Bench.Emulator.Faults;
using Persona.Bench.Emulator.Profiles;

namespace Persona.Bench.Emulator.Answers;

/// <summary>Writes the answer to a request, subject to its fault.</summary>
internal sealed class CompletionWriter(int seed, TimeProvider time)
{
    public Completion Write(CompletionRequest request, long requestNumber, FaultKind? fault)
    {
        var wanted = PromptReader.PersonasWanted(request.Prompt);
        var personas = fault switch
        {
            FaultKind.TooFew => wanted - 1,
            FaultKind.Refusal => 0,
            _ => wanted,
        };
        var tokens = Tokens(request, personas, fault);
        var allowed = fault == FaultKind.Truncated ? tokens.Length / 2 : tokens.Length;
        allowed = Math.Min(allowed, request.MaxTokens ?? int.MaxValue);
        return new()
        {
            Id = RequestId(requestNumber),
            Model = request.Model,
            Tokens = new ArraySegment<string>(tokens, 0, allowed),
            FullTokens = tokens.Length,
            FinishReason = fault == FaultKind.Refusal ? FinishReason.Refusal : allowed < tokens.Length ? FinishReason.Length : FinishReason.Stop,
            InputTokens = Tokeniser.Count(request.Prompt),
            Personas = personas,
            CreatedAt = time.GetUtcNow(),
        };
    }

    public string RequestId(long requestNumber) => SeededNoise.Bits(seed, NoiseStream.RequestId, requestNumber).ToString("x16") + requestNumber.ToString("x8");

    /// <summary><c>sha256:</c> and the lower-case hexadecimal hash of the prompt in UTF-8.</summary>
    public static string PromptHash(string prompt) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(prompt)));

    private string[] Tokens(CompletionRequest request, int personas, FaultKind? fault) => fault switch
    {
        FaultKind.Refusal => request.RefusalText is { } text ? Tokeniser.Split(text) : [],
        FaultKind.BadJson => Tokeniser.Split(PersonaAnswer.WriteMalformed(seed, request.Prompt, personas)),
        _ => Tokeniser.Split(PersonaAnswer.Write(seed, request.Prompt, personas)),
    };
}
