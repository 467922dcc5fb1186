using System.Net;
using System.Text.Json;

namespace WorkspaceSync;

/// <summary>Reads the neighbour table as each system shows it. Rows without a MAC (not resolved, or failed) are left out.</summary>
internal static class NeighbourTable
{
    public static async Task<IReadOnlyList<Neighbour>> ReadAsync(ICommandRunner commands, bool isMac, CancellationToken cancel)
    {
        if (!isMac)
        {
            return ParseLinux((await commands.RunAsync("ip", ["-j", "neigh"], cancel).ConfigureAwait(false)).Output);
        }

        Task<CommandResult> ipv4 = commands.RunAsync("arp", ["-an"], cancel);
        Task<CommandResult> ipv6 = commands.RunAsync("ndp", ["-an"], cancel);
        return [.. ParseArp((await ipv4.ConfigureAwait(false)).Text), .. ParseNdp((await ipv6.ConfigureAwait(false)).Text)];
    }

    /// <summary>Reads <c>ip -j neigh</c>.</summary>
    public static IReadOnlyList<Neighbour> ParseLinux(byte[] json)
    {
        if (json.Length == 0)
        {
            return []; // an empty table is no text at all
        }

        List<Neighbour> rows = [];
        using JsonDocument document = JsonDocument.Parse(json);
        foreach (JsonElement row in document.RootElement.EnumerateArray())
        {
            if (IPAddress.TryParse(Text(row, "dst"), out IPAddress? address) && MacAddress.TryParse(Text(row, "lladdr"), out MacAddress mac)
                && !IsFailed(row))
            {
                rows.Add(new Neighbour(address, Text(row, "dev"), mac));
            }
        }

        return rows;
    }

    /// <summary>Reads a Mac's <c>arp -an</c>: <c>? (172.25.253.142) at 2:31:6b:66:1e:5e on feth2034 ifscope [ethernet]</c>.</summary>
    public static IEnumerable<Neighbour> ParseArp(string text) =>
        from line in text.Split('\n')
        let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where words is [_, _, "at", _, "on", _, ..]
        let address = IPAddress.TryParse(words[1].Trim('(', ')'), out IPAddress? parsed) ? parsed : null
        where address is not null
        let mac = MacAddress.TryParse(words[3], out MacAddress read) ? read : (MacAddress?)null
        where mac is not null
        select new Neighbour(address, words[5], mac.Value);

    /// <summary>Reads a Mac's <c>ndp -an</c>: <c>fd2b::1 2:31:6b:66:1e:5e feth2034 23h59m58s S R</c> under a line of headings.</summary>
    public static IEnumerable<Neighbour> ParseNdp(string text) =>
        from line in text.Split('\n')
        let words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        where words.Length >= 3
        let address = IPAddress.TryParse(words[0].Split('%')[0], out IPAddress? parsed) ? parsed : null
        where address is not null
        let mac = MacAddress.TryParse(words[1], out MacAddress read) ? read : (MacAddress?)null
        where mac is not null
        select new Neighbour(address, words[2], mac.Value);

    private static string Text(JsonElement row, string field) => row.TryGetProperty(field, out JsonElement value) ? value.ToString() : "";

    private static bool IsFailed(JsonElement row) => row.TryGetProperty("state", out JsonElement states)
        && states.EnumerateArray().Any(state => state.GetString() is "FAILED");
}
