using System.Text;

namespace WorkspaceSync;

/// <summary>What a script on a far machine gave.</summary>
/// <param name="ExitCode">Its exit code; 128 and the signal's number when it was killed.</param>
/// <param name="Output">The bytes of its standard output, and nothing of what rc files print.</param>
/// <param name="Errors">Its standard error, as text.</param>
internal sealed record RemoteResult(int ExitCode, byte[] Output, string Errors)
{
    /// <summary>The output as text.</summary>
    public string Text => Encoding.UTF8.GetString(Output);
}
