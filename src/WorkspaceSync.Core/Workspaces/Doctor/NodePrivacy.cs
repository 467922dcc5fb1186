using System.Diagnostics;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>
/// Keeps a node to itself and its known devices: nothing is announced to strangers or relayed by them, its API is this machine's
/// only, and it listens where it was told.
/// </summary>
internal sealed record NodePrivacy(SyncNode Node, JObject Options, JObject Gui)
{
    private const int DefaultPort = 22000;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private static readonly string[] s_public = ["globalAnnounceEnabled", "localAnnounceEnabled", "relaysEnabled", "natEnabled"];

    /// <summary>What of it is not so yet.</summary>
    public IEnumerable<string> Changes => Options.Properties().Select(change => $"{change.Name} {Text(change.Value)}")
        .Concat(Gui.Properties().Select(change => $"GUI {change.Name} {Text(change.Value)}"));

    public bool IsDone => Options.Count == 0 && Gui.Count == 0;

    /// <summary>Looks; changes nothing.</summary>
    /// <param name="addresses">Where it is to listen, without ports; none leaves that as it is.</param>
    public static async Task<NodePrivacy> PlanAsync(SyncNode node, IReadOnlyList<string> addresses, CancellationToken cancel)
    {
        JObject options = await node.Client.Config.GetOptionsAsync(cancel).ConfigureAwait(false);
        JObject gui = await node.Client.Config.GetGuiAsync(cancel).ConfigureAwait(false);
        JObject wanted = new(s_public.Select(name => new JProperty(name, false)));
        if (addresses.Count > 0)
        {
            int port = (options["listenAddresses"] as JArray ?? []).Select(PortOf).FirstOrDefault(found => found is not null) ?? DefaultPort;
            wanted["listenAddresses"] = new JArray(addresses.Select(address => address.Contains("://", StringComparison.Ordinal) ? address : new UriBuilder("tcp", address, port).Uri.GetLeftPart(UriPartial.Authority)));
        }

        else if (options["listenAddresses"] is JArray listens && listens.Any(IsRelay))
        {
            // Relays and lists of them, which it would go on asking.
            wanted["listenAddresses"] = listens.All(IsRelay) ? new JArray("default") : new JArray(listens.Where(listen => !IsRelay(listen)));
        }

        JObject guiChange = [];
        string address = (string?)gui["address"] ?? "";
        if (!SecurityChecks.IsLocal(address))
        {
            guiChange["address"] = $"127.0.0.1{address[address.LastIndexOf(':')..]}";
        }

        if ((bool?)gui["insecureAdminAccess"] == true)
        {
            guiChange["insecureAdminAccess"] = false;
        }

        return new NodePrivacy(node, ConfigurationDifference.Of(wanted, options), guiChange);
    }

    /// <summary>Does it, and makes sure that it was taken.</summary>
    public async Task ApplyAsync(CancellationToken cancel)
    {
        if (Options.Count > 0)
        {
            await Node.Client.Config.PatchOptionsAsync(Options, cancel).ConfigureAwait(false);
            JObject refused = ConfigurationDifference.Of(Options, await Node.Client.Config.GetOptionsAsync(cancel).ConfigureAwait(false));
            ThrowUnless(refused);
        }

        if (Gui.Count > 0)
        {
            await Node.Client.Config.PatchGuiAsync(Gui, cancel).ConfigureAwait(false);
            if (Node.Uri.IsLoopback) // else it has moved from under us
            {
                ThrowUnless(ConfigurationDifference.Of(Gui, await ReadGuiAsync(cancel).ConfigureAwait(false)));
            }
        }
    }

    // Its listener starts anew, and refuses everybody meanwhile.
    private async Task<JObject> ReadGuiAsync(CancellationToken cancel)
    {
        Stopwatch clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await Node.Client.Config.GetGuiAsync(cancel).ConfigureAwait(false);
            }
            catch (SyncException e) when (e.Error is SyncError.NodeUnreachable or SyncError.ConnectionLost && clock.Elapsed < s_patience)
            {
                await Task.Delay(50, cancel).ConfigureAwait(false);
            }
        }
    }

    private void ThrowUnless(JObject refused)
    {
        if (refused.Count > 0)
        {
            throw new SyncException(
                SyncError.ChangeNotTaken,
                $"{Node}: Syncthing took the change and does not have it: {string.Join(", ", refused.Properties().Select(field => field.Name))}. Look at its log, then try again.");
        }
    }

    private static bool IsRelay(JToken address) =>
        (string?)address is { } text && (text.StartsWith("relay:", StringComparison.Ordinal) || text.StartsWith("dynamic+http", StringComparison.Ordinal));

    private static int? PortOf(JToken address) =>
        Uri.TryCreate((string?)address, UriKind.Absolute, out Uri? uri) && uri.Scheme.StartsWith("tcp", StringComparison.Ordinal) && uri.Port > 0 ? uri.Port : null;

    private static string Text(JToken value) => value is JArray list ? string.Join(" ", list) : value.ToString();
}
