using System.Net;
using System.Security;

namespace WorkspaceSync;

/// <summary>Gets from the user what a connection needs, from SSH.NET's threads; from nobody in BatchMode.</summary>
internal sealed class SecretPrompt(IRemotePrompt prompt, ConnectPatience patience, bool isBatch)
{
    private bool _isCredentialUsed;

    /// <summary>Null when the user declined or cannot be asked.</summary>
    public string? Ask(string message, bool isEchoed = false)
    {
        if (isBatch)
        {
            return null;
        }

        using SecureString? answer = patience.WaitForUser(cancel => prompt.AskAsync(PrintableText.Of(message), isEchoed, cancel));
        return answer is null ? null : Reveal(answer);
    }

    /// <summary>The password that was given beforehand, once: a server that refused it is not to be given it again.</summary>
    public string? TakeCredential()
    {
        if (_isCredentialUsed || prompt.Credential is not { } credential)
        {
            return null;
        }

        _isCredentialUsed = true;
        return Reveal(credential.Password);
    }

    /// <summary>Tells what is being done, for who listens.</summary>
    public void Tell(string message) => prompt.Tell(message);

    // SSH.NET takes secrets as strings; it is the only place where one is made.
    private static string Reveal(SecureString secret) => new NetworkCredential("", secret).Password;
}
