using System.Diagnostics;
using System.Globalization;

namespace WorkspaceSync;

/// <summary>What a machine's sh tells of its clock, limits, files' modes and disks.</summary>
/// <param name="ClockDifference">How far its clock is ahead of this machine's.</param>
/// <param name="ClockError">How much of that may be the way there and back.</param>
/// <param name="Watches">How many directories may be watched (inotify); null where there is no such limit.</param>
/// <param name="Modes">The modes, in octal, of a home's directory and files, by path.</param>
/// <param name="Disks">Bytes free and in all where a path lies; null for one that is not there.</param>
internal sealed record MachineHealth(
    TimeSpan ClockDifference,
    TimeSpan ClockError,
    long? Watches,
    IReadOnlyDictionary<string, int> Modes,
    IReadOnlyDictionary<string, DiskRoom?> Disks)
{
    private const string Script =
        $$$"""
        give() { printf '%s\0%s\0' "$1" "$2"; }
        give clock "$(date +%s.%N)"
        [ -r /proc/sys/fs/inotify/max_user_watches ] && give watches "$(cat /proc/sys/fs/inotify/max_user_watches)"
        home=$1; shift
        for file in "$home" "$home/config.xml" "$home/key.pem" "$home/https-key.pem"; do
          [ -e "$file" ] && give mode "$(stat -c %a "$file" 2>/dev/null || stat -f %Lp "$file") $file"
        done
        for path; do
          [ -d "$path" ] && give disk "$({{{DiskRoom.Command}}}) $path" || give gone "$path"
        done
        """;

    public static async Task<MachineHealth> AskAsync(IRemoteShell machine, string home, IEnumerable<string> paths, CancellationToken cancel)
    {
        DateTimeOffset asked = DateTimeOffset.UtcNow;
        Stopwatch clock = Stopwatch.StartNew();
        RemoteResult answer = await machine.RunAsync(new RemoteScript(Script, [home, .. paths]), cancel).ConfigureAwait(false);
        TimeSpan took = clock.Elapsed;
        string[] fields = answer.Text.Split('\0');
        Dictionary<string, int> modes = [];
        Dictionary<string, DiskRoom?> disks = [];
        TimeSpan difference = TimeSpan.Zero;
        long? watches = null;
        for (int i = 0; i + 1 < fields.Length; i += 2)
        {
            string[] words = fields[i + 1].Trim().Split(' ');
            switch (fields[i])
            {
                case "clock" when double.TryParse(words[0].TrimEnd('N', '.'), CultureInfo.InvariantCulture, out double seconds):
                    difference = DateTimeOffset.UnixEpoch.AddSeconds(seconds) - asked - (took / 2);
                    break;
                case "watches" when long.TryParse(words[0], CultureInfo.InvariantCulture, out long most):
                    watches = most;
                    break;
                case "mode":
                    modes[string.Join(' ', words.Skip(1))] = Convert.ToInt32(words[0], 8);
                    break;
                case "disk" when words.Length >= 3 && long.TryParse(words[0], CultureInfo.InvariantCulture, out long free) && long.TryParse(words[1], CultureInfo.InvariantCulture, out long size):
                    disks[string.Join(' ', words.Skip(2))] = new DiskRoom(free * 1024, size * 1024);
                    break;
                case "gone":
                    disks[fields[i + 1]] = null;
                    break;
            }
        }

        return new MachineHealth(difference, took, watches, modes, disks);
    }
}
