using Renci.SshNet;
using Renci.SshNet.Common;

namespace WorkspaceSync;

/// <summary>A way to log in that may be tried several times: people mistype passwords.</summary>
/// <param name="create">Makes the next attempt; null when there is none.</param>
internal sealed class RepeatedMethod(string name, string user, int attempts, Func<AuthenticationMethod?> create) : AuthenticationMethod(user)
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override AuthenticationResult Authenticate(Session session)
    {
        AuthenticationResult result = AuthenticationResult.Failure;
        for (int attempt = 0; attempt < attempts && result == AuthenticationResult.Failure; attempt++)
        {
            using AuthenticationMethod? method = create();
            if (method is null)
            {
                break;
            }

            try
            {
                result = method.Authenticate(session);
                AllowedAuthentications = method.AllowedAuthentications;
            }
            catch (SshAuthenticationException)
            {
                break; // the user had no answer to the server's question
            }
        }

        return result;
    }
}
