using System.Text;

namespace WorkspaceSync;

/// <summary>What a program gave.</summary>
/// <param name="ExitCode">127 when there is no such program.</param>
/// <param name="Output">The bytes of its standard output.</param>
/// <param name="Errors">Its standard error, as text.</param>
internal sealed record CommandResult(int ExitCode, byte[] Output, string Errors)
{
    /// <summary>The exit code of a shell for a program that isn't there.</summary>
    public const int NotFound = 127;

    /// <summary>The output as text.</summary>
    public string Text => Encoding.UTF8.GetString(Output);
}
