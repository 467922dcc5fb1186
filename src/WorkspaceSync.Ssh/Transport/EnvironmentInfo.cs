using Renci.SshNet.Messages.Connection;

namespace WorkspaceSync;

/// <summary>Sets a variable for a session, if sshd takes it (AcceptEnv); no reply is waited for, as ssh does it.</summary>
internal sealed class EnvironmentInfo(string name, string value) : RequestInfo
{
    /// <inheritdoc/>
    public override string RequestName => "env";

    /// <inheritdoc/>
    protected override void SaveData()
    {
        base.SaveData();
        Write(name);
        Write(value);
    }
}
