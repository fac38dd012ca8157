using System.Text;
using System.Text.Json;
using CsCheck;
using Persona.Bench.Core.Providers;
using Persona.Bench.Worker.Generation;
using Persona.Bench.Worker.Providers;
using Persona.Bench.Worker.Providers.Answers;
using Persona.Bench.Worker.Providers.Framing;

namespace Persona.Bench.Worker.Tests.Providers.Framing;

/// <summary>How bytes become an answer, whatever pieces they arrive in and whatever happened to them.</summary>
public sealed class FramingTests
{
    private static readonly string Text = ProviderCase.Answer(2).Replace("Leeds", "Zürich 東京 🚆", StringComparison.Ordinal);

    public static TheoryData<ProviderKind> Kinds => [ProviderKind.OpenAI, ProviderKind.Anthropic, ProviderKind.Gemini, ProviderKind.Ollama];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_answer_is_the_same_in_whatever_pieces_it_arrives(ProviderKind kind) =>
        Gen.Select(Gen.Int[1, 400].Array[1, 40], Gen.Bool).Sample((sizes, crlf) =>
        {
            var text = string.Concat(new WireAnswer(Text).Frames(kind));
            var answer = Read(kind, Encoding.UTF8.GetBytes(crlf ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text), sizes);
            return answer is { Text: var read, Usage: { Input: 321, Output: 45 }, Error: null } && read == Text;
        });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Damaged_bytes_end_in_an_answer_or_in_a_fault_that_is_expected(ProviderKind kind) =>
        Gen.Select(Gen.Select(Gen.Int[0, 5000], Gen.Byte).Array[1, 8], Gen.Int[1, 200].Array[1, 8]).Sample((damages, sizes) =>
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(new WireAnswer(Text).Frames(kind)));
            foreach (var (at, value) in damages)
                bytes[at % bytes.Length] = value;
            try
            {
                var answer = Read(kind, bytes, sizes);
                AnswerFaults.Find(answer, Endpoint, bytes.Length, "");
                PersonaAnswer.Parse(answer.Text);
            }
            catch (Exception exception) when (exception is JsonException or ProviderFaultException)
            {
                // What the generator expects.
            }
        });

    [Theory]
    [InlineData(@"a\uDE86b", "a\ufffdb")]
    [InlineData(@"a\ud83d\uDE86b", "a🚆b")]
    [InlineData(@"a\ud83db\uDE86", "a\ufffdb\ufffd")]
    [InlineData(@"a\\uDE86\n\ud83d", "a\\uDE86\n\ufffd")]
    public void Halves_of_characters_are_replaced_and_whole_ones_kept(string escaped, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes($$"""{"message":{"content":"{{escaped}}"},"done":true}""" + "\n");

        Read(ProviderKind.Ollama, bytes, [7]).Text.ShouldBe(expected);
    }

    private static readonly ProviderEndpoint Endpoint = new(new Uri("http://127.0.0.1:1/"));

    private static Answer Read(ProviderKind kind, byte[] bytes, int[] sizes)
    {
        var answer = new Answer();
        using var arrivals = new ArrivalStream(new Pieces(bytes, sizes), Endpoint, TimeProvider.System);
        var format = WireFormats.Find(ProviderCase.Definition(kind, new("http://127.0.0.1:1/")));
        new AnswerFraming(format, answer, arrivals, arrivals).ReadAsync(() => { }, CancellationToken.None).GetAwaiter().GetResult();
        return answer;
    }

    /// <summary>Gives out its bytes in pieces of these sizes, over and over.</summary>
    private sealed class Pieces(byte[] bytes, int[] sizes) : MemoryStream(bytes)
    {
        private int _next;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, sizes[_next++ % sizes.Length])], cancellationToken);
    }
}
