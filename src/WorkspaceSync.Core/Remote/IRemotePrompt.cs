using System.Security;

namespace WorkspaceSync;

/// <summary>Asks the user what a connection needs and only they know. Every answer may be "no".</summary>
internal interface IRemotePrompt
{
    /// <summary>Whether a key that is in no known_hosts file is to be trusted. False when nobody can be asked.</summary>
    Task<bool> ConfirmHostKeyAsync(HostKeyQuestion question, CancellationToken cancel);

    /// <summary>A passphrase, a password, or the answer to a server's own question; null when nobody can be asked or they declined.</summary>
    /// <param name="message">What is asked for, such as <c>Passphrase of ~/.ssh/id_ed25519</c>.</param>
    /// <param name="isEchoed">Whether what is typed may be seen: a server's own question may allow it.</param>
    Task<SecureString?> AskAsync(string message, bool isEchoed, CancellationToken cancel);

    /// <summary>The password that the user gave beforehand with <c>-Credential</c>; null when none.</summary>
    RemoteCredential? Credential { get; }

    /// <summary>Tells what a user would want to know when they asked to hear it (<c>-Verbose</c>).</summary>
    void Tell(string message);
}
