using System.Buffers.Text;
using System.Text;

namespace WorkspaceSync;

/// <summary>
/// Lists a share's tree by its metadata, on whichever machine it is: one <c>find</c> whose output is read as it comes. It looks
/// at what a scan looks at, and at more: a change that keeps size and time shows in ctime or inode.
/// </summary>
internal static class TreeWalk
{
    // A change in the same tick of the clock as the look may not show at the next one (git's index knows the problem).
    private const long Tick = 100_000_000;

    // GNU find prints all of it; elsewhere (macOS) perl does, which every Mac has.
    private const string Script =
        """
        cd "$1" 2>/dev/null || exit 3
        shift
        set -- . \( -path ./.stfolder -o -path ./.stversions -o -name '.syncthing.*.tmp' -o -name '~syncthing~*.tmp' "$@" \) -prune -o
        marker=0
        [ -e .stfolder ] && marker=1
        root=$(find . -maxdepth 0 -printf '%D:%i' 2>/dev/null)
        if [ -n "$root" ]; then
          printf '%s\0%s\0%s\0' "$(date +%s.%N)" "$root" "$marker"
          exec find "$@" -printf '%P\0%y %s %T@ %C@ %i %m\0'
        fi
        printf '%s\0%s\0' "$(perl -MTime::HiRes=time -e 'printf "%.6f", time')" "$(stat -f '%d:%i' .)"
        printf '%s\0' "$marker"
        find "$@" -print0 | perl -0 -MTime::HiRes=lstat -ne 'chomp; my @s = lstat $_ or next; s#^\./?##;
          my $k = { 0040000 => "d", 0100000 => "f", 0120000 => "l" }->{ $s[2] & 0170000 } || "o";
          printf "%s\0%s %d %.6f %.6f %d %o\0", $_, $k, @s[7, 9, 10, 1], $s[2] & 07777'
        """;

    /// <summary>Walks.</summary>
    /// <param name="root">The share's directory on that machine.</param>
    /// <param name="prunedNames">Names that are left out with all that is in them, at any depth: what the ignores leave out anyway.</param>
    /// <param name="expected">How many names there may be.</param>
    /// <exception cref="SyncException">RootVanished when there is no such directory.</exception>
    public static async Task<TreeListing> RunAsync(IRemoteShell machine, string root, IReadOnlyList<string> prunedNames, CancellationToken cancel, int expected = 0)
    {
        string[] pruned = [.. prunedNames.SelectMany(name => new[] { "-o", "-name", name })];
        await using IRemoteProcess process = await machine.StartAsync(new RemoteScript(Script, [root, .. pruned]), cancel).ConfigureAwait(false);
        process.Input.Close();
        Task<string> errors = new StreamReader(process.Errors, Encoding.UTF8).ReadToEndAsync(cancel);
        TreeReader reader = new(expected);
        byte[] buffer = new byte[1 << 16];
        int count;
        while ((count = await process.Output.ReadAsync(buffer, cancel).ConfigureAwait(false)) > 0)
        {
            reader.Add(buffer.AsSpan(0, count));
        }

        int exit = await process.WaitAsync(cancel).ConfigureAwait(false);
        string complaint = (await errors.ConfigureAwait(false)).Trim();
        if (exit == 3 || !reader.IsBegun)
        {
            throw new SyncException(
                SyncError.RootVanished,
                $"{machine.HostName}: {root} is not there{(complaint.Length == 0 ? "" : $" ({PrintableText.Of(complaint)})")}. Was its disk unmounted, or the directory moved? Nothing was synced; bring it back, then try again.");
        }

        return reader.ToListing();
    }

    /// <summary>Takes fields ended by NUL as they come: time, root, marker, then a name and its facts by turns.</summary>
    private sealed class TreeReader(int expected)
    {
        private readonly Dictionary<string, TreeEntry> _entries = new(expected);
        private readonly List<byte> _rest = [];
        private string? _name;
        private int _fields;
        private long _now;
        private string _root = "";
        private bool _hasMarker;

        public bool IsBegun => _fields > 2;

        public void Add(ReadOnlySpan<byte> bytes)
        {
            while (bytes.IndexOf((byte)0) is int end and >= 0)
            {
                if (_rest.Count > 0)
                {
                    _rest.AddRange(bytes[..end]);
                    Take(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_rest));
                    _rest.Clear();
                }
                else
                {
                    Take(bytes[..end]);
                }

                bytes = bytes[(end + 1)..];
            }

            _rest.AddRange(bytes);
        }

        public TreeListing ToListing() => new(_root, _hasMarker, _entries);

        private void Take(ReadOnlySpan<byte> field)
        {
            switch (_fields++)
            {
                case 0:
                    _now = Nanoseconds(ref field);
                    break;
                case 1:
                    _root = Encoding.UTF8.GetString(field);
                    break;
                case 2:
                    _hasMarker = field is [(byte)'1'];
                    break;
                case var number when number % 2 == 1:
                    _name = Encoding.UTF8.GetString(field);
                    break;
                default:
                    AddEntry(field);
                    break;
            }
        }

        private void AddEntry(ReadOnlySpan<byte> facts)
        {
            if (_name is not { Length: > 0 } name)
            {
                return; // the root itself
            }

            char kind = (char)facts[0];
            ReadOnlySpan<byte> rest = facts[2..];
            _ = Utf8Parser.TryParse(rest, out long size, out int used);
            rest = rest[(used + 1)..];
            long modified = Nanoseconds(ref rest);
            long changed = Nanoseconds(ref rest);
            ulong mark = kind == 'd' ? Hash(facts[(facts.LastIndexOf((byte)' ') + 1)..], kind)
                : Math.Max(modified, changed) > _now - Tick ? 0
                : Hash(facts, kind);
            _entries[name] = new TreeEntry(kind, kind == 'f' ? size : 0, modified, mark);
        }

        // "1764098765.1234567890 ..." or "-5.5": find prints ten digits after the point, stat nine.
        private static long Nanoseconds(ref ReadOnlySpan<byte> text)
        {
            _ = Utf8Parser.TryParse(text, out long seconds, out int used);
            text = text[used..];
            long fraction = 0, unit = 100_000_000;
            int i = 0;
            if (text.Length > 0 && text[0] == '.')
            {
                for (i = 1; i < text.Length && text[i] is >= (byte)'0' and <= (byte)'9'; i++, unit /= 10)
                {
                    fraction += (text[i] - '0') * unit;
                }
            }

            text = text[Math.Min(i + 1, text.Length)..];
            return (seconds * 1_000_000_000) + fraction;
        }

        // FNV-1a: it has to be the same in the next session, which string hashes are not.
        private static ulong Hash(ReadOnlySpan<byte> text, char kind)
        {
            ulong hash = (14695981039346656037 ^ kind) * 1099511628211;
            foreach (byte one in text)
            {
                hash = (hash ^ one) * 1099511628211;
            }

            return hash == 0 ? 1 : hash;
        }
    }
}
