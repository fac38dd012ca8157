using System.Buffers.Binary;
using System.Text;

namespace Persona.Bench.Faults.Network;

public sealed class PostgresTalkTests
{
    [Fact]
    public void A_prepared_statement_is_heard_by_its_text_each_time_it_runs()
    {
        var talk = Started();

        talk.Hear(Message('P', "_1\0UPDATE t SET a = 1\0\0\0")).ShouldBeEmpty();
        talk.Hear(Message('B', "\0_1\0\0\0")).ShouldBe(["UPDATE t SET a = 1"]);
        talk.Hear(Message('B', "\0_1\0\0\0")).ShouldBe(["UPDATE t SET a = 1"]);
    }

    [Fact]
    public void A_message_in_pieces_is_heard_with_its_last_one()
    {
        var talk = Started();
        var bytes = Message('Q', "COMMIT\0");

        talk.Hear(bytes.AsSpan(0, 3)).ShouldBeEmpty();
        talk.Hear(bytes.AsSpan(3)).ShouldBe(["COMMIT"]);
    }

    private static PostgresTalk Started()
    {
        var talk = new PostgresTalk();
        talk.Hear([0, 0, 0, 8, 4, 210, 22, 47]).ShouldBeEmpty();
        talk.Hear([0, 0, 0, 9, 0, 3, 0, 0, 0]).ShouldBeEmpty();
        return talk;
    }

    private static byte[] Message(char type, string body)
    {
        var bytes = new byte[5 + body.Length];
        bytes[0] = (byte)type;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(1), 4 + body.Length);
        Encoding.ASCII.GetBytes(body, bytes.AsSpan(5));
        return bytes;
    }
}
