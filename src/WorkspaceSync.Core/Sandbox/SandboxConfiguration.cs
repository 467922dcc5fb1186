using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Xml.Linq;

namespace WorkspaceSync;

/// <summary>
/// Makes a sandbox daemon's keys and configuration before its first start: loopback only, known to nobody. It is the one
/// config.xml that is ever written, and no daemon has seen it yet.
/// </summary>
internal static class SandboxConfiguration
{
    private const int FirstPort = 23000;
    private const int EndOfPorts = 32768;
    private static readonly ConcurrentBag<Socket> s_held = [];
    private static int s_made;

    private static readonly (string Option, string Value)[] s_private =
    [
        ("globalAnnounceEnabled", "false"), ("localAnnounceEnabled", "false"), ("relaysEnabled", "false"), ("natEnabled", "false"),
        ("crashReportingEnabled", "false"), ("urAccepted", "-1"), ("autoUpgradeIntervalH", "0"), ("startBrowser", "false"),
    ];

    /// <returns>The address where other daemons reach it.</returns>
    public static async Task<string> CreateAsync(string program, SandboxDaemon daemon, CancellationToken cancel)
    {
        Directory.CreateDirectory(daemon.Home.Directory);
        await GenerateAsync(program, daemon, cancel).ConfigureAwait(false);
        XDocument document = XDocument.Load(daemon.Home.ConfigFile);
        XElement root = document.Root!;
        root.Elements("folder").Remove(); // 1.x makes one, of the whole home directory
        root.Element("device")!.SetAttributeValue("name", daemon.Name);
        root.Element("gui")!.Element("address")!.Value = $"127.0.0.1:{FreePort()}";
        XElement options = root.Element("options")!;
        foreach ((string option, string value) in s_private)
        {
            options.SetElementValue(option, value);
        }

        // Two that dial each other in the same instant both fail, and in step they would again: each has its own beat. Syncthing
        // takes no less than 5 s.
        options.SetElementValue("reconnectionIntervalS", 5 + (2 * (Interlocked.Increment(ref s_made) % 3)));
        string listen = $"tcp://127.0.0.1:{FreePort()}";
        options.Elements("listenAddress").Remove();
        options.AddFirst(new XElement("listenAddress", listen));
        document.Save(daemon.Home.ConfigFile);
        return listen;
    }

    private static async Task GenerateAsync(string program, SandboxDaemon daemon, CancellationToken cancel)
    {
        ProcessStartInfo start = new(program, ["generate", $"--home={daemon.Home.Directory}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["STNODEFAULTFOLDER"] = "1", ["STNOUPGRADE"] = "1", ["HOME"] = daemon.UserHome },
        };
        start.Environment.Remove("STHOMEDIR");
        start.Environment.Remove("STCONFDIR");
        start.Environment.Remove("STDATADIR");
        using Process generate = Process.Start(start)!;
        Task<string> output = generate.StandardOutput.ReadToEndAsync(cancel);
        string errors = await generate.StandardError.ReadToEndAsync(cancel).ConfigureAwait(false);
        await generate.WaitForExitAsync(cancel).ConfigureAwait(false);
        if (generate.ExitCode != 0 || !File.Exists(daemon.Home.ConfigFile))
        {
            throw new SyncException(SyncError.SandboxFailed, $"'{program} generate' failed: {(await output.ConfigureAwait(false) + errors).Trim()} Is it Syncthing 1.19 or later?");
        }
    }

    // Below the ports that systems hand out by themselves (Linux from 32768, macOS from 49152): one of those could be somebody's
    // outgoing connection before the daemon listens on it. The UDP port of the same number, which no daemon of a sandbox uses,
    // is held as long as this process lives: no other sandbox, of whatever process, takes the port before it is listened on.
    internal static string FreePort()
    {
        while (true)
        {
            IPEndPoint address = new(IPAddress.Loopback, Random.Shared.Next(FirstPort, EndOfPorts));
            Socket held = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            using Socket probe = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                held.Bind(address);
                probe.Bind(address);
                s_held.Add(held);
                return address.Port.ToString(CultureInfo.InvariantCulture);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
            {
                held.Dispose(); // somebody's
            }
        }
    }
}
