using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Puts archived versions back in the place of their files. What is there now is archived in turn.</summary>
[Cmdlet(VerbsData.Restore, "SyncFileVersion", SupportsShouldProcess = true)]
[OutputType(typeof(SyncFileVersion))]
public sealed class RestoreSyncFileVersionCommand : WorkspaceCmdlet
{
    private const int ActivityId = 7213;

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public SyncFileVersion[] InputObject { get; set; } = [];

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        for (int at = 0; at < InputObject.Length; at++)
        {
            (int position, SyncFileVersion version) = (at, InputObject[at]);
            using ProgressTicker ticker = new(this, ActivityId, "Restoring versions", () => WorkProgress.Of($"Restoring {ByteSize.Format(version.Size)}", position, InputObject.Length, file: version.Path));
            string what = $"{PrintableText.Of(version.Path)} on {version.Machine}: the version archived at {ClockTime.Of(version.VersionTime)} ({ByteSize.Format(version.Size)}) would be live again; what is there now would be archived.";
            if (ShouldProcess(what, $"{what} Do it?", "Restore a version"))
            {
                Attempt(version, () =>
                {
                    ticker.Await(cancel => VersionReader.RestoreAsync(version, cancel));
                    ticker.Await(cancel => ShareScan.RunAsync(version.Node, version.Share, [version.Path], cancel));
                    if (PassThru)
                    {
                        WriteObject(version);
                    }
                });
            }
        }
    }
}
