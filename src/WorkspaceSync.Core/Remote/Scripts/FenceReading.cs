namespace WorkspaceSync;

/// <summary>What a stream held around a fence.</summary>
/// <param name="Before">The bytes before its line; all of them when the stream ended without one.</param>
/// <param name="Word">What stands behind the fence on its line; null when the stream ended without one.</param>
/// <param name="Beyond">What was read after the line already.</param>
internal sealed record FenceReading(byte[] Before, string? Word, ReadOnlyMemory<byte> Beyond);
