using System.Globalization;
using System.Net;
using Newtonsoft.Json.Linq;

namespace WorkspaceSync;

/// <summary>The security audit: who can reach the daemon, and what others may do to it.</summary>
internal static class SecurityChecks
{
    public static void Run(DoctorFacts facts, SystemStatus status)
    {
        Gui(facts, status);
        Files(facts);
        Devices(facts);
        Reach(facts);
    }

    /// <summary>Whether an address is only this machine's.</summary>
    public static bool IsLocal(string address)
    {
        string bare = address[(address.IndexOf("://", StringComparison.Ordinal) is int at and >= 0 ? at + 3 : 0)..];
        if (bare.StartsWith('/'))
        {
            return true; // a unix socket
        }

        string host = bare.LastIndexOf(':') is int colon and >= 0 ? bare[..colon].Trim('[', ']') : bare;
        return host == "localhost" || (IPAddress.TryParse(host, out IPAddress? ip) && IPAddress.IsLoopback(ip));
    }

    private static void Gui(DoctorFacts facts, SystemStatus status)
    {
        string address = status.GuiAddressUsed is { Length: > 0 } used ? used : (string?)facts.Gui["address"] ?? "";
        bool hasPassword = !string.IsNullOrEmpty((string?)facts.Gui["user"]) && !string.IsNullOrEmpty((string?)facts.Gui["password"]);
        bool isTls = (bool?)facts.Gui["useTLS"] == true || address.StartsWith("https", StringComparison.Ordinal);
        string fix = $"Set-SyncNode{facts.Option} -Private   (binds it to 127.0.0.1; or set a password and TLS in its web page)";
        if ((bool?)facts.Gui["insecureAdminAccess"] == true)
        {
            facts.Fail("GUI", $"{address}: insecureAdminAccess is on, so that everybody is let in", fix);
        }
        else if (!IsLocal(address) && !(hasPassword && isTls))
        {
            facts.Fail("GUI", $"{address} can be reached from other machines without {(hasPassword ? "TLS" : isTls ? "a password" : "a password and TLS")}", fix);
        }
        else
        {
            facts.Pass("GUI", IsLocal(address) ? $"{address}, this machine only{(isTls ? ", TLS" : "")}" : $"{address}, with password and TLS");
        }
    }

    private static void Files(DoctorFacts facts)
    {
        // The directory's own mode is enough when it lets nobody in.
        string home = facts.Node!.ConfigPath!;
        bool isClosed = facts.Health!.Modes.TryGetValue(home, out int mode) && (mode & 0b000_001_001) == 0;
        string[] open = isClosed ? [] : [.. facts.Health.Modes.Where(pair => pair.Key != home && (pair.Value & 0b000_100_100) != 0).Select(pair => pair.Key)];
        if (open.Length == 0)
        {
            facts.Pass("key and config", "readable by their user only");
            return;
        }

        string command = $"chmod 600 {ShellQuote.Join(open)}";
        facts.Fail(
            "key and config",
            $"readable by others: {string.Join(", ", open.Select(file => $"{Path.GetFileName(file)} ({Convert.ToString(facts.Health.Modes[file], 8)})"))}",
            facts.HostName is null ? command : $"ssh {facts.HostName} {ShellQuote.Quote(command)}",
            async token => await facts.Shell.RunAsync(new RemoteScript("chmod 600 \"$@\"", open), token).ConfigureAwait(false));
    }

    private static void Devices(DoctorFacts facts)
    {
        JObject[] trusting = [.. facts.Devices.Where(device => (bool?)device["introducer"] == true || (bool?)device["autoAcceptFolders"] == true)];
        if (trusting.Length == 0)
        {
            facts.Pass("devices", facts.Devices.Count == 0 ? "none" : $"{facts.Devices.Count}, none may add devices or folders by itself");
            return;
        }

        facts.Warn(
            "devices",
            string.Join("; ", trusting.Select(device => $"{Name(device)} may add {((bool?)device["introducer"] == true ? "devices (introducer)" : "folders (autoAcceptFolders)")}")),
            $"Test-SyncSetup{facts.Option} -Fix",
            async token =>
            {
                foreach (JObject device in trusting)
                {
                    await DeviceEditor.PatchAsync(facts.Node!, device, new JObject { ["introducer"] = false, ["autoAcceptFolders"] = false }, token).ConfigureAwait(false);
                }
            });
    }

    // Who has given every device a fixed address has no use for being announced, or relayed, to the world.
    private static void Reach(DoctorFacts facts)
    {
        string[] on = [.. new[] { ("globalAnnounceEnabled", "global discovery"), ("relaysEnabled", "relays"), ("natEnabled", "port mapping") }
            .Where(pair => (bool?)facts.Options[pair.Item1] == true).Select(pair => pair.Item2)];
        bool isFixed = facts.Devices.Count > 0 && facts.Devices.All(device => (device["addresses"] as JArray ?? []).All(address => (string?)address != "dynamic"));
        string listens = string.Join(", ", (facts.Options["listenAddresses"] as JArray ?? []).Select(address => (string?)address));
        string[] insecure = [.. (facts.Options["listenAddresses"] as JArray ?? []).Select(address => (string?)address ?? "").Where(address => address.StartsWith("dynamic+http:", StringComparison.Ordinal))];
        if (insecure.Length > 0)
        {
            facts.Warn("listening", $"the list of relays comes without TLS: {string.Join(", ", insecure)}", $"Set-SyncNode{facts.Option} -Private");
        }
        else if (isFixed && on.Length > 0)
        {
            facts.Warn("listening", string.Create(CultureInfo.InvariantCulture, $"every device has a fixed address, and {string.Join(", ", on)} {(on.Length == 1 ? "is" : "are")} on"), $"Set-SyncNode{facts.Option} -Private");
        }
        else
        {
            facts.Pass("listening", on.Length == 0 ? $"{listens}; no discovery, no relays" : $"{listens}; {string.Join(", ", on)}");
        }
    }

    /// <summary>What a device is called.</summary>
    public static string Name(JObject device) => (string?)device["name"] is { Length: > 0 } name ? name : ((string?)device["deviceID"] ?? "")[..7];
}
