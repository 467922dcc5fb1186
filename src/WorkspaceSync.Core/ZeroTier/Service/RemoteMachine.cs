using System.Net;

namespace WorkspaceSync;

/// <summary>A machine behind SSH: its service through the connection's tunnel, its token read over it and kept in memory only.</summary>
internal sealed class RemoteMachine(IRemoteShell shell) : IZeroTierMachine
{
    // Pairs of a name and a value, each ended by NUL: in one call, as each costs a way there and back.
    private const string Script =
        """
        give() { printf '%s\0%s\0' "$1" "$2"; }
        case $(uname -s) in
          Darwin) standard='/Library/Application Support/ZeroTier/One' copy="$HOME/Library/Application Support/ZeroTier/One/authtoken.secret"; give mac yes ;;
          FreeBSD) standard=/var/db/zerotier-one copy=$HOME/.zeroTierOneAuthToken ;;
          *) standard=/var/lib/zerotier-one copy=$HOME/.zeroTierOneAuthToken ;;
        esac
        dir=${ZEROTIER_HOME:-$standard}
        give standard "$standard"
        give directory "$dir"
        give copy "$copy"
        [ -d "$dir" ] && give exists yes
        [ -r "$dir/zerotier-one.port" ] && give port "$(cat "$dir/zerotier-one.port")"
        [ -r "$dir/authtoken.secret" ] && give token "$(cat "$dir/authtoken.secret")"
        [ -r "$copy" ] && give usertoken "$(cat "$copy")"
        true
        """;

    public string? HostName => shell.HostName;

    public ICommandRunner Commands { get; } = new RemoteCommandRunner(shell);

    public async Task<ZeroTierHome> FindHomeAsync(CancellationToken cancel)
    {
        RemoteResult answer = await shell.RunAsync(new RemoteScript(Script), cancel).ConfigureAwait(false);
        string[] fields = answer.Text.Split('\0');
        Dictionary<string, string> facts = [];
        for (int at = 0; at + 1 < fields.Length; at += 2)
        {
            facts[fields[at]] = fields[at + 1];
        }

        return answer.ExitCode == 0 && facts.TryGetValue("directory", out string? directory)
            ? new ZeroTierHome
            {
                Directory = directory,
                Exists = facts.ContainsKey("exists"),
                IsDefault = directory == facts["standard"],
                Port = ZeroTierHomeFinder.ParsePort(facts.GetValueOrDefault("port")),
                ServiceToken = ZeroTierHomeFinder.ToToken(facts.GetValueOrDefault("token")),
                UserToken = ZeroTierHomeFinder.ToToken(facts.GetValueOrDefault("usertoken")),
                UserTokenPath = facts["copy"],
                IsMac = facts.ContainsKey("mac"),
            }
            : throw new SyncException(
                SyncError.RemoteCommandFailed,
                $"{shell.HostName}: its sh could not be asked about ZeroTier (exit code {answer.ExitCode}): {PrintableText.Of(answer.Errors.Trim())}. Does 'ssh {shell.HostName} uname' work?");
    }

    public Task NudgeAsync(IPAddress address, CancellationToken cancel) => Commands.RunAsync("ping", ["-c", "1", address.ToString()], cancel);

    public async ValueTask<Stream> ConnectAsync(int port, CancellationToken cancel) =>
        await shell.OpenTcpAsync(IPAddress.Loopback.ToString(), port, cancel).ConfigureAwait(false);
}
