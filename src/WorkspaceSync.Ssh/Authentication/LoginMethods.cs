using Renci.SshNet;
using Renci.SshNet.Common;

namespace WorkspaceSync;

/// <summary>The ways to log in that ssh would try, in its order.</summary>
internal sealed class LoginMethods(SshOptions options, string user, SecretPrompt prompt, ConnectPatience patience)
{
    private const string UsualOrder = "publickey,keyboard-interactive,password";

    private readonly UserKeys _keys = new(options, prompt, patience);

    /// <summary>The keys that were offered.</summary>
    public IReadOnlyList<string> OfferedKeys => _keys.Labels;

    /// <summary>What SSH.NET is to try; it leaves out what the server does not offer.</summary>
    public AuthenticationMethod[] Create()
    {
        AuthenticationMethod[] methods =
        [
            .. (options.Get("preferredauthentications") ?? UsualOrder).Split(',', StringSplitOptions.TrimEntries).Select(Create).OfType<AuthenticationMethod>(),
        ];
        return methods.Length > 0 ? methods : [new NoneAuthenticationMethod(user)];
    }

    private AuthenticationMethod? Create(string method) => method switch
    {
        "publickey" when !options.IsNo("pubkeyauthentication") => new PrivateKeyAuthenticationMethod(user, _keys),
        "keyboard-interactive" when !options.IsNo("kbdinteractiveauthentication") =>
            new RepeatedMethod(method, user, options.PasswordPrompts, CreateInteractive),
        "password" when !options.IsNo("passwordauthentication") => new RepeatedMethod(method, user, options.PasswordPrompts, CreatePassword),
        _ => null, // GSSAPI and host-based login are not for us
    };

    private PasswordAuthenticationMethod? CreatePassword() =>
        (prompt.TakeCredential() ?? prompt.Ask($"Password of {user}@{options.HostName}")) is { } password ? new(user, password) : null;

    private KeyboardInteractiveAuthenticationMethod CreateInteractive()
    {
        KeyboardInteractiveAuthenticationMethod method = new(user);
        method.AuthenticationPrompt += (_, questions) =>
        {
            if (!string.IsNullOrWhiteSpace(questions.Instruction))
            {
                prompt.Tell($"{options.Name}: {PrintableText.Of(questions.Instruction.Trim())}");
            }

            foreach (AuthenticationPrompt question in questions.Prompts)
            {
                // A password that was given beforehand answers the one question that may not be seen; no answer ends this way to log in.
                question.Response = (question.IsEchoed ? null : prompt.TakeCredential()) ?? prompt.Ask($"{options.Name}: {question.Request.Trim()}", question.IsEchoed);
                if (question.Response is null)
                {
                    break;
                }
            }
        };
        return method;
    }
}
