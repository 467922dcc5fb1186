using System.Text;
using System.Xml.Linq;

namespace WorkspaceSync;

/// <summary>
/// Makes a home where there is none. It is the one config.xml that is written, and no daemon has seen it yet: no default folder,
/// no reports to anybody, no browser that opens.
/// </summary>
internal static class NewHome
{
    private static readonly (string Option, string Value)[] s_safe =
        [("urAccepted", "-1"), ("crashReportingEnabled", "false"), ("startBrowser", "false")];

    /// <summary>More options, by which tests keep their daemons to themselves.</summary>
    internal static IReadOnlyList<(string Option, string Value)> MoreOptions { get; set; } = [];

    /// <returns>The directory that Syncthing chose, or the one that was named.</returns>
    public static async Task<SyncthingHome> CreateAsync(ServiceTarget target, string program, CancellationToken cancel)
    {
        string[] arguments = target.Home is null ? [program, "generate"] : [program, "generate", $"--home={target.Home}"];
        RemoteResult made = await target.Machine.RunAsync(new RemoteScript("export STNODEFAULTFOLDER=1; umask 077; \"$@\"", arguments), cancel).ConfigureAwait(false);
        if (made.ExitCode != 0)
        {
            string said = $"{made.Errors.Trim()} {made.Text.Trim()}".Trim();
            throw new SyncException(
                said.Contains("no space left", StringComparison.OrdinalIgnoreCase) ? SyncError.DiskFull : SyncError.StartFailed,
                $"'{program} generate' made no keys on {target.Where} (exit code {made.ExitCode}): {PrintableText.Of(said)}.");
        }

        SyncthingHome home = target.Home is null
            ? await RemoteHome.FindAsync(target.Machine, cancel).ConfigureAwait(false)
            : await RemoteHome.ReadAsync(target.Machine, new SyncthingHome(target.Home, HomeOrigin.Given), cancel).ConfigureAwait(false);
        XDocument document = XDocument.Parse(home.Fetched!["config.xml"]);
        document.Root!.Elements("folder").Remove();
        XElement options = document.Root!.Element("options")!;
        foreach ((string option, string value) in s_safe.Concat(MoreOptions))
        {
            options.SetElementValue(option, value);
        }

        RemoteScript write = new("umask 077; cat >\"$1.new\" && mv \"$1.new\" \"$1\"", home.ConfigFile) { Input = Encoding.UTF8.GetBytes(document.ToString()) };
        RemoteResult written = await target.Machine.RunAsync(write, cancel).ConfigureAwait(false);
        return written.ExitCode == 0
            ? home
            : throw new SyncException(SyncError.StartFailed, $"{home.ConfigFile} could not be written on {target.Where}: {PrintableText.Of(written.Errors.Trim())}.");
    }
}
