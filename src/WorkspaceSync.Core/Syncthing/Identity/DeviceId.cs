using System.Security.Cryptography;

namespace WorkspaceSync;

/// <summary>
/// A Syncthing device id: the SHA-256 of the device's certificate in base32, with a check character after each 13
/// (Syncthing's lib/protocol/deviceid.go and luhn.go), written in eight groups of seven.
/// </summary>
public readonly record struct DeviceId
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int GroupCount = 4;
    private const int GroupLength = 13;

    private readonly string? _text;

    private DeviceId(string text) => _text = text;

    /// <summary>The first seven characters: how indexes and conflict copies name a device.</summary>
    public string ShortId => ToString()[..7];

    /// <summary>The id of the device that has this certificate.</summary>
    /// <param name="der">The certificate's bytes.</param>
    public static DeviceId FromCertificate(ReadOnlySpan<byte> der) => FromData(ToBase32(SHA256.HashData(der)));

    /// <summary>Reads an id as people write it: any case, with or without dashes and check characters, 0, 1 and 8 for O, I and B.</summary>
    /// <exception cref="SyncException">DeviceIdInvalid, naming what is wrong with it.</exception>
    public static DeviceId Parse(string text) => Read(text, out string problem) ?? throw new SyncException(SyncError.DeviceIdInvalid, problem);

    /// <summary>The same without an error.</summary>
    public static bool TryParse(string? text, out DeviceId id)
    {
        DeviceId? read = text is null ? null : Read(text, out _);
        id = read ?? default;
        return read is not null;
    }

    /// <summary>The canonical form, with dashes.</summary>
    public override string ToString() => _text ?? "";

    private static DeviceId? Read(string given, out string problem)
    {
        string shown = given.Length > 80 ? given[..80] + "…" : given;
        char[] letters = [.. given.Trim().TrimEnd('=').ToUpperInvariant().Where(letter => letter != '-' && !char.IsWhiteSpace(letter)).Select(Mend)];
        if (letters.Length == 0)
        {
            problem = "The device id is empty. Get-SyncNode shows a machine's own.";
            return null;
        }

        if (Array.FindIndex(letters, letter => !Alphabet.Contains(letter, StringComparison.Ordinal)) is int wrong and >= 0)
        {
            problem = $"'{shown}' is not a device id: it has only letters and the digits 2 to 7, and '{letters[wrong]}' is neither.";
            return null;
        }

        if (letters.Length == GroupCount * GroupLength)
        {
            problem = "";
            return FromData(new string(letters));
        }

        if (letters.Length != GroupCount * (GroupLength + 1))
        {
            problem = $"'{shown}' is not a device id: it has {letters.Length} characters instead of 56. Was a part lost when it was copied?";
            return null;
        }

        string[] groups = [.. letters.Chunk(GroupLength + 1).Select(group => new string(group))];
        for (int group = 0; group < GroupCount; group++)
        {
            char check = CheckCharacter(groups[group].AsSpan(0, GroupLength));
            if (groups[group][GroupLength] != check)
            {
                string which = new[] { "first", "second", "third", "fourth" }[group];
                problem = $"'{shown}' is not a device id: its {which} check character should be {check}, not {groups[group][GroupLength]}. Was a character mistyped?";
                return null;
            }
        }

        problem = "";
        return FromData(string.Concat(groups.Select(group => group[..GroupLength])));
    }

    private static char Mend(char letter) => letter switch
    {
        '0' => 'O',
        '1' => 'I',
        '8' => 'B',
        _ => letter,
    };

    private static DeviceId FromData(string data)
    {
        string whole = string.Concat(data.Chunk(GroupLength).Select(group => $"{new string(group)}{CheckCharacter(group)}"));
        return new DeviceId(string.Join('-', whole.Chunk(7).Select(group => new string(group))));
    }

    // Not the textbook Luhn: the factors run 1, 2, 1, 2 from the left (lib/protocol/luhn.go).
    private static char CheckCharacter(ReadOnlySpan<char> data)
    {
        int sum = 0;
        for (int i = 0; i < data.Length; i++)
        {
            int addend = ((i % 2) + 1) * Alphabet.IndexOf(data[i], StringComparison.Ordinal);
            sum += (addend / 32) + (addend % 32);
        }

        return Alphabet[(32 - (sum % 32)) % 32];
    }

    private static string ToBase32(byte[] data)
    {
        char[] letters = new char[((data.Length * 8) + 4) / 5];
        for (int i = 0; i < letters.Length; i++)
        {
            int bit = i * 5;
            int pair = (data[bit / 8] << 8) | (((bit / 8) + 1 < data.Length) ? data[(bit / 8) + 1] : 0);
            letters[i] = Alphabet[(pair >> (11 - (bit % 8))) & 31];
        }

        return new string(letters);
    }
}
