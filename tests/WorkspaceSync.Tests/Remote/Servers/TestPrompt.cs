using System.Net;
using System.Security;

namespace WorkspaceSync.Tests;

/// <summary>A user who answers as the test says, and keeps what they were asked and told.</summary>
internal sealed class TestPrompt : IRemotePrompt
{
    /// <summary>Whether unknown host keys are confirmed.</summary>
    public bool Confirms { get; init; }

    /// <summary>What they type, by what they are asked.</summary>
    public Func<string, string?> Answer { get; init; } = _ => null;

    public RemoteCredential? Credential { get; init; }

    public List<HostKeyQuestion> HostKeys { get; } = [];

    public List<string> Asked { get; } = [];

    public List<string> Told { get; } = [];

    public Task<bool> ConfirmHostKeyAsync(HostKeyQuestion question, CancellationToken cancel)
    {
        HostKeys.Add(question);
        return Task.FromResult(Confirms);
    }

    public Task<SecureString?> AskAsync(string message, bool isEchoed, CancellationToken cancel)
    {
        Asked.Add(message);
        return Task.FromResult(Answer(message) is { } answer ? new NetworkCredential("", answer).SecurePassword : null);
    }

    public void Tell(string message)
    {
        lock (Told)
        {
            Told.Add(message);
        }
    }
}
