namespace WorkspaceSync;

/// <summary>Whose Syncthing is meant: a machine, and a home there when it is not the one that every command finds.</summary>
/// <param name="Machine">What runs scripts there.</param>
/// <param name="HostName">The SSH host; null is this machine.</param>
/// <param name="Home">The directory with config.xml; null is the default one.</param>
internal sealed record ServiceTarget(IRemoteShell Machine, string? HostName, string? Home = null)
{
    /// <summary>The machine, for messages.</summary>
    public string Where => HostName ?? "this machine";

    /// <summary>The same with a blank and its option, for commands in messages.</summary>
    public string Option => HostName is null ? "" : $" -HostName {HostName}";

    /// <summary>What the daemon is to a user: the machine, and the home when several are there.</summary>
    public override string ToString() => Home is null ? $"Syncthing on {Where}" : $"Syncthing on {Where} ({Home})";
}
