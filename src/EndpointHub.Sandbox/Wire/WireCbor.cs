using System.Buffers.Binary;
using System.Text;

namespace EndpointHub.Sandbox.Wire;

/// <summary>Writes errors of the CBOR protocol (RFC 8949), which CloudWatch's clients use. The simulated services do not have it.</summary>
internal static class WireCbor
{
    private const byte MapOfTwo = 0xA2;
    private const byte TextWithLongLength = 0x7A;

    public static byte[] Error(string code, string message) => [MapOfTwo, .. Text("__type"), .. Text(code), .. Text("message"), .. Text(message)];

    private static byte[] Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var head = new byte[1 + sizeof(uint)];
        head[0] = TextWithLongLength;
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(1), (uint)bytes.Length);
        return [.. head, .. bytes];
    }
}
