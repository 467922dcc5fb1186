using System.Security;

namespace WorkspaceSync;

/// <summary>A user name and password for a host, as a PSCredential carries them.</summary>
/// <param name="UserName">Null or empty leaves it to ssh's configuration.</param>
internal sealed record RemoteCredential(string? UserName, SecureString Password)
{
    /// <summary>The user's name; the password is in no text.</summary>
    public override string ToString() => UserName ?? "";
}
