using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace WorkspaceSync;

/// <summary>
/// Asks the user through the cmdlet that runs. Where nobody can be asked (a script, -NonInteractive, or a command that has
/// ended), the answer is no.
/// </summary>
internal sealed class CmdletPrompt(WorkspaceCmdlet cmdlet, PSCredential? credential) : IRemotePrompt
{
    public RemoteCredential? Credential { get; } =
        credential is null || credential == PSCredential.Empty ? null : new RemoteCredential(credential.UserName, credential.Password);

    public async Task<bool> ConfirmHostKeyAsync(HostKeyQuestion question, CancellationToken cancel) => await AskAsync(
        () => cmdlet.Host.UI.PromptForChoice(
            $"The host key of {question.HostName} is not known",
            $"The {question.KeyType} key of {question.Address} has the fingerprint {question.Fingerprint}. Compare it with what the machine itself shows (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub). Trust it and write it to {question.File}?",
            [new ChoiceDescription("&Yes", "Write the key down and connect."), new ChoiceDescription("&No", "Do not connect.")],
            defaultChoice: 1),
        1,
        cancel).ConfigureAwait(false) == 0;

    public Task<SecureString?> AskAsync(string message, bool isEchoed, CancellationToken cancel) => AskAsync(
        () =>
        {
            cmdlet.Host.UI.Write($"{message}: ");
            return isEchoed ? Secure(cmdlet.Host.UI.ReadLine()) : cmdlet.Host.UI.ReadLineAsSecureString();
        },
        null,
        cancel);

    public void Tell(string message) => cmdlet.TellFromWork(message);

    // What the host throws is caught on the pipeline's own thread: there it would end the command.
    private async Task<T> AskAsync<T>(Func<T> ask, T nobody, CancellationToken cancel)
    {
        try
        {
            return await cmdlet.OnPipeline(
                () =>
                {
                    try
                    {
                        return ask();
                    }
                    catch (Exception e) when (e is PSInvalidOperationException or PSNotImplementedException or HostException or NotImplementedException or NullReferenceException)
                    {
                        cmdlet.WriteVerbose($"Nobody can be asked here: {e.Message}");
                        return nobody;
                    }
                },
                cancel).ConfigureAwait(false);
        }
        catch (PSInvalidOperationException)
        {
            return nobody; // the command that connected has ended
        }
    }

    private static SecureString? Secure(string? text)
    {
        if (text is null)
        {
            return null;
        }

        SecureString secure = new();
        foreach (char letter in text)
        {
            secure.AppendChar(letter);
        }

        return secure;
    }
}
