namespace WorkspaceSync;

/// <summary>Runs programs on a machine behind SSH.</summary>
internal sealed class RemoteCommandRunner(IRemoteShell shell) : ICommandRunner
{
    // ip, arp, ndp and zerotier-cli are where sshd's PATH does not always look; messages are looked at.
    private const string Script = "PATH=$PATH:/usr/sbin:/sbin:/usr/local/bin LC_ALL=C; export PATH LC_ALL; exec \"$@\"";

    public async Task<CommandResult> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        RemoteResult result = await shell.RunAsync(new RemoteScript(Script, [program, .. arguments]), cancel).ConfigureAwait(false);
        return new CommandResult(result.ExitCode, result.Output, result.Errors);
    }
}
