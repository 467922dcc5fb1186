using System.Text;

namespace WorkspaceSync.Tests;

/// <summary>Finds where an answer begins, however the bytes come.</summary>
public sealed class RemoteFenceTests
{
    [Fact]
    public async Task A_fence_is_found_wherever_the_stream_is_cut()
    {
        const string Fence = "fence-0123456789abcdef";
        byte[] bytes = Encoding.UTF8.GetBytes($"Welcome!\n{Fence[..9]}\n\n{Fence} 42\nan answer");
        for (int size = 1; size <= bytes.Length; size++)
        {
            using PieceStream stream = new(bytes, size);
            FenceReading reading = await RemoteFence.ReadAsync(stream, Fence, CancellationToken.None);

            Assert.Equal("42", reading.Word);
            Assert.Equal($"Welcome!\n{Fence[..9]}\n", Encoding.UTF8.GetString(reading.Before));
            using MemoryStream rest = new();
            rest.Write(reading.Beyond.Span);
            await stream.CopyToAsync(rest);
            Assert.Equal("an answer", Encoding.UTF8.GetString(rest.ToArray()));
        }
    }

    [Fact]
    public async Task A_stream_without_one_says_what_it_had()
    {
        using PieceStream stream = new("This account is for backups only.\n"u8.ToArray(), 5);
        FenceReading reading = await RemoteFence.ReadAsync(stream, RemoteFence.Create(), CancellationToken.None);

        Assert.Null(reading.Word);
        Assert.Equal("This account is for backups only.\n", Encoding.UTF8.GetString(reading.Before));
    }

    // Gives at most so many bytes at a time.
    private sealed class PieceStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, size)], cancellationToken);
    }
}
