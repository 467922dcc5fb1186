namespace WorkspaceSync;

/// <summary>Gives the session's connection to a host: one per host, made on first use, kept, and made again when it dropped.</summary>
internal interface IRemoteConnector : IAsyncDisposable
{
    /// <summary>The host's shell; connects when it has to.</summary>
    /// <param name="hostName">As the user types it to <c>ssh</c>.</param>
    /// <param name="prompt">Who answers what only the user knows: an unknown host key, a passphrase, a password.</param>
    Task<IRemoteShell> GetAsync(string hostName, IRemotePrompt prompt, CancellationToken cancel);

    /// <summary>Closes a host's connection.</summary>
    /// <returns>False when there was none.</returns>
    Task<bool> CloseAsync(string hostName);

    /// <summary>The hosts that are connected now.</summary>
    IReadOnlyList<string> Connected { get; }
}
