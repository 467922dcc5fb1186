using System.Globalization;

namespace WorkspaceSync;

/// <summary>What room a disk has.</summary>
/// <param name="Free">Bytes that are left for an ordinary user.</param>
/// <param name="Size">Bytes in all.</param>
internal sealed record DiskRoom(long Free, long Size)
{
    /// <summary>For <c>sh</c>: prints the free and the whole kilobytes of the disk that <c>$path</c> is on.</summary>
    public const string Command = """df -Pk "$path" 2>/dev/null | awk 'END { print $(NF-2), $(NF-4) }'""";

    /// <summary>Asks a machine; null when it does not tell.</summary>
    public static async Task<DiskRoom?> ReadAsync(IRemoteShell machine, string path, CancellationToken cancel)
    {
        RemoteResult answer = await machine.RunAsync(new RemoteScript($"path=$1; {Command}", [path]), cancel).ConfigureAwait(false);
        string[] words = answer.Text.Trim().Split(' ');
        return words.Length == 2 && long.TryParse(words[0], CultureInfo.InvariantCulture, out long free) && long.TryParse(words[1], CultureInfo.InvariantCulture, out long size)
            ? new DiskRoom(free * 1024, size * 1024)
            : null;
    }

    /// <summary>As <c>0.2 GB free of 916 GB</c>.</summary>
    public override string ToString() => Size >= 1_000_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{Free / 1e9:0.0} GB free of {Size / 1e9:0} GB")
        : string.Create(CultureInfo.InvariantCulture, $"{Free / 1e6:0.0} MB free of {Size / 1e6:0} MB");
}
