namespace WorkspaceSync;

/// <summary>What is to be run on a far machine: text for <c>sh</c>, and its positional parameters, which need no quoting.</summary>
/// <param name="Text">The script; may have several lines.</param>
/// <param name="Arguments"><c>$1</c> and on: any text without NUL.</param>
internal sealed record RemoteScript(string Text, params IReadOnlyList<string> Arguments)
{
    /// <summary>What it reads from its standard input when it is run to its end; null is nothing.</summary>
    public ReadOnlyMemory<byte>? Input { get; init; }

    /// <summary>
    /// Whether it is run by the user's login shell environment as a command of <c>ssh host</c> would (PATH of rc files); otherwise
    /// only what sshd itself gives.
    /// </summary>
    public bool WithLogin { get; init; }
}
