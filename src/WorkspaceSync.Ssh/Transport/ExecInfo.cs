using Renci.SshNet.Messages.Connection;

namespace WorkspaceSync;

/// <summary>Runs a command in a session channel; a failure closes it, so no reply is waited for.</summary>
internal sealed class ExecInfo(string command) : RequestInfo
{
    /// <inheritdoc/>
    public override string RequestName => "exec";

    /// <inheritdoc/>
    protected override void SaveData()
    {
        WantReply = true;
        base.SaveData();
        Write(command);
    }
}
