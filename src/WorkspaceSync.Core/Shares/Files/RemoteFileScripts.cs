namespace WorkspaceSync;

/// <summary>What is run on a far machine for its files: POSIX sh, with GNU find or, as on a Mac, perl for what find can't print.</summary>
internal static class RemoteFileScripts
{
    // One record a path, ended by NUL: the path, byte 1, then kind, size, time, mode and inode.
    private const string Records =
        """
        records() {
          if find / -maxdepth 0 -printf '' 2>/dev/null; then
            find "$@" -printf '%p\001%y %s %T@ %m %i\0'
          else
            find "$@" -print0 | perl -0 -MTime::HiRes=lstat -ne 'chomp; my @s = lstat $_ or next;
              my $k = { 0040000 => "d", 0100000 => "f", 0120000 => "l" }->{ $s[2] & 0170000 } || "o";
              printf "%s\001%s %d %.6f %o %d\0", $_, $k, @s[7, 9], $s[2] & 07777, $s[1]'
          fi
        }

        """;

    /// <summary>Conflict copies below <c>$2</c> of the root <c>$1</c>; with <c>$3</c> only that deep.</summary>
    public const string FindConflicts = Records +
        """
        cd "$1" || exit 3
        records "$2" ${3:+-maxdepth "$3"} \( -path ./.stfolder -o -path ./.stversions \) -prune -o -name '*.sync-conflict-*'
        """;

    /// <summary>
    /// Everything below the root <c>$1</c> in the order of all machines: with the slash below all other bytes but the one that
    /// ends a path; the bytes between make room for it, so that every name comes back as it was. What follows are names that are
    /// left out with all that is in them.
    /// </summary>
    public const string Walk = Records +
        """
        cd "$1" || exit 3
        shift
        set -- . \( -path ./.stfolder -o -path ./.stversions "$@" \) -prune -o
        records "$@" | LC_ALL=C tr '\057\002-\056' '\002-\057' | LC_ALL=C sort -z | LC_ALL=C tr '\002-\057' '\057\002-\056'
        """;

    /// <summary>One path.</summary>
    public const string Look = Records +
        """
        [ -e "$1" ] || [ -h "$1" ] || exit 4
        records "$1" -maxdepth 0
        """;

    /// <summary>Hashes of the files named on standard input, ended by NUL, relative to the root <c>$1</c>.</summary>
    public const string Hash =
        """
        cd "$1" || exit 3
        if command -v sha256sum >/dev/null 2>&1; then xargs -0 sha256sum -- 2>/dev/null
        elif command -v shasum >/dev/null 2>&1; then xargs -0 shasum -a 256 -- 2>/dev/null
        else exit 5
        fi
        true
        """;

    /// <summary>Whether <c>$1</c> and <c>$2</c> have the same bytes, whether one has zeros in its beginning, and both hashes.</summary>
    public const string Describe =
        """
        hash() { { sha256sum || shasum -a 256; } <"$1" 2>/dev/null | cut -c1-64; }
        zeros() { [ "$(head -c 8000 "$1" | wc -c)" -ne "$(head -c 8000 "$1" | tr -d '\0' | wc -c)" ]; }
        same=0 binary=0
        [ -f "$1" ] && cmp -s "$1" "$2" && same=1
        for file in "$1" "$2"; do [ -f "$file" ] && zeros "$file" && binary=1; done
        printf '%s %s\n' "$same" "$binary"
        [ -f "$1" ] && hash "$1" || echo
        [ -f "$2" ] && hash "$2" || echo
        """;

    // A new name is on the disk before the old one goes: GNU's sync takes what to flush, others flush everything.
    // What has a name is never written over unseen: a link is refused where a name has been taken meanwhile, and what was
    // saved anew is not the file any more that may go.
    private const string Changes =
        """
        set -e
        from=$1 to=$2 inode=$3 size=$4
        directory=$(dirname "$to")
        beside=$directory/.syncthing.$5.tmp
        taken() { [ -e "$to" ] || [ -h "$to" ]; }
        is() { [ -n "$(find "$1" -maxdepth 0 -inum "$2" -size "$3c" 2>/dev/null)" ] || [ -d "$1" ]; }
        flush() { sync "$1" 2>/dev/null || sync; }
        copy() { ln "$from" "$beside" 2>/dev/null || { cp -pP "$from" "$beside"; flush "$beside"; }; }
        place() {
          if [ ! -h "$beside" ] && ln "$beside" "$to" 2>/dev/null; then rm -f "$beside"; flush "$directory"; return; fi
          if taken; then rm -f "$beside"; exit 6; fi
          mv "$beside" "$to"
          flush "$directory"
        }
        is "$from" "$inode" "$size" || exit 7

        """;

    /// <summary>Gives <c>$1</c> a second name <c>$2</c>, or a copy there.</summary>
    public const string Keep = Changes +
        """
        umask 077
        mkdir -p "$directory"
        taken && exit 6
        copy
        place
        """;

    /// <summary>Moves <c>$1</c> to <c>$2</c>, which must be free.</summary>
    public const string Move = Changes +
        """
        mkdir -p "$directory"
        taken && exit 6
        if [ -d "$from" ] && [ ! -h "$from" ]; then mv "$from" "$to"; exit; fi
        copy
        place
        is "$from" "$inode" "$size" || exit 7
        rm -f "$from"
        """;

    /// <summary>Puts <c>$1</c> in the place of <c>$2</c>, whose inode and size are <c>$6</c> and <c>$7</c>.</summary>
    public const string Replace = Changes +
        """
        [ ! -d "$to" ] || exit 7
        copy
        is "$to" "$6" "$7" || { rm -f "$beside"; exit 7; }
        mv -f "$beside" "$to"
        flush "$directory"
        is "$from" "$inode" "$size" || exit 7
        rm -f "$from"
        """;

    /// <summary>Takes the name <c>$1</c> away; with <c>$2</c> only when that has the same bytes.</summary>
    public const string Drop = """[ -z "$2" ] || cmp -s "$1" "$2" || exit 0; rm -f "$1" """;
}
