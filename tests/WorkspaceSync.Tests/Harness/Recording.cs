namespace WorkspaceSync.Tests;

/// <summary>Answers of real daemons, byte for byte.</summary>
internal static class Recording
{
    /// <summary>Where the build put a recording.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([AppContext.BaseDirectory, "Recordings", .. parts]);

    /// <summary>The three versions that users have: Debian 12's, Debian 13's, and Homebrew's.</summary>
    public static IEnumerable<object[]> Versions => [["1.19.2"], ["1.29.5"], ["2.1.3"]];

    public static string Read(string version, string name) => File.ReadAllText(Path(version, name));

    /// <summary>A recorded exchange (request line, status, headers, blank line, body) as the bytes of its answer.</summary>
    public static string ReadExchange(string version, string name)
    {
        string[] parts = Read(version, name).ReplaceLineEndings("\n").Split("\n\n", 2);
        string[] head = parts[0].Split('\n');
        string headers = string.Concat(head.Skip(2).Where(line => !line.StartsWith("Content-Length", StringComparison.OrdinalIgnoreCase)).Select(line => line + "\r\n"));
        return $"HTTP/1.1 {head[1]} Recorded\r\n{headers}Content-Length: {System.Text.Encoding.UTF8.GetByteCount(parts[1])}\r\nConnection: close\r\n\r\n{parts[1]}";
    }
}
