namespace WorkspaceSync;

/// <summary>The known_hosts files of a host, and the rule by which ssh reads them.</summary>
internal sealed class KnownHosts
{
    private readonly IReadOnlyList<KnownHostsLine> _lines;
    private readonly KnownHostsNames _names;

    private KnownHosts(IReadOnlyList<KnownHostsLine> lines, KnownHostsNames names)
    {
        _lines = lines;
        _names = names;
    }

    /// <summary>Reads the files that there are.</summary>
    public static KnownHosts Read(IEnumerable<string> files, KnownHostsNames names) => new([.. files.SelectMany(ReadFile)], names);

    /// <summary>Whether a certificate of the host may be worth something.</summary>
    public bool HasAuthority => Lines(_names.Name, KnownHostsLine.Authority).Any();

    /// <summary>The types of key that are known of the host, so that the server is asked for one of those.</summary>
    public IReadOnlySet<string> KnownTypes => new[] { _names.Name, _names.NameWithoutPort }.OfType<string>()
        .SelectMany(name => Lines(name, "")).Select(line => line.Key.Type).ToHashSet();

    /// <summary>What the files say about a key that the host has shown.</summary>
    public HostKeyVerdict Judge(HostKey key)
    {
        HostKeyVerdict verdict = Judge(_names.Name, key);
        if (verdict.Status == HostKeyStatus.New && _names.NameWithoutPort is { } plain && Judge(plain, key) is { Status: HostKeyStatus.Known } known)
        {
            return known; // ssh looks without the port too, but only to find the key
        }

        return verdict;
    }

    /// <summary>What they say about the authority that signed the host's certificate.</summary>
    public HostKeyVerdict JudgeAuthority(HostKey certified, HostKey authority)
    {
        if (Lines(_names.Name, KnownHostsLine.Revoked).FirstOrDefault(line => line.Key.IsSame(certified) || line.Key.IsSame(authority)) is { } revoked)
        {
            return new HostKeyVerdict(HostKeyStatus.Revoked, revoked);
        }

        return Lines(_names.Name, KnownHostsLine.Authority).FirstOrDefault(line => line.Key.IsSame(authority)) is { } known
            ? new HostKeyVerdict(HostKeyStatus.Known, known)
            : new HostKeyVerdict(HostKeyStatus.New);
    }

    private HostKeyVerdict Judge(string name, HostKey key)
    {
        if (Lines(name, KnownHostsLine.Revoked).FirstOrDefault(line => line.Key.IsSame(key)) is { } revoked)
        {
            return new HostKeyVerdict(HostKeyStatus.Revoked, revoked);
        }

        KnownHostsLine? other = null;
        foreach (KnownHostsLine line in Lines(name, ""))
        {
            if (line.Key.IsSame(key))
            {
                return new HostKeyVerdict(HostKeyStatus.Known, line);
            }

            other = line; // of whatever type: a host that shows a key of a new type only is not the host that is known
        }

        return other is null ? new HostKeyVerdict(HostKeyStatus.New) : new HostKeyVerdict(HostKeyStatus.Changed, other);
    }

    private IEnumerable<KnownHostsLine> Lines(string name, string marker) => _lines.Where(line => line.Marker == marker && line.IsFor(name));

    private static IEnumerable<KnownHostsLine> ReadFile(string file)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // as ssh does: what cannot be read makes nobody known
        }

        return lines.Select((text, index) => KnownHostsLine.Parse(file, index + 1, text)).OfType<KnownHostsLine>();
    }
}
