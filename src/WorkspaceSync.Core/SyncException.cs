namespace WorkspaceSync;

/// <summary>
/// Something that can be expected to go wrong. The message says what failed, on which node, and what to do;
/// it never holds a key or a passphrase.
/// </summary>
public class SyncException : Exception
{
    /// <summary>Makes an error of a kind, in words for the user.</summary>
    /// <param name="error">What went wrong; becomes the error id.</param>
    /// <param name="message">What failed, where, and what to do about it.</param>
    /// <param name="inner">What was thrown underneath, when something was.</param>
    public SyncException(SyncError error, string message, Exception? inner = null)
        : base(message, inner)
    {
        Error = error;
    }

    /// <summary>What went wrong: the stable id.</summary>
    public SyncError Error { get; }

    /// <summary>The command that mends it, where there is exactly one; it stands in the message too.</summary>
    internal string? Remedy { get; init; }
}
