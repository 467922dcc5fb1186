using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Puts archived versions back in the place of their files. What is there now is archived in turn.</summary>
[Cmdlet(VerbsData.Restore, "SyncFileVersion", SupportsShouldProcess = true)]
[OutputType(typeof(SyncFileVersion))]
public sealed class RestoreSyncFileVersionCommand : WorkspaceCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    public SyncFileVersion[] InputObject { get; set; } = [];

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        foreach (SyncFileVersion version in InputObject)
        {
            string what = $"{PrintableText.Of(version.Path)} on {version.Machine}: the version archived at {ClockTime.Of(version.VersionTime)} ({ByteSize.Format(version.Size)}) would be live again; what is there now would be archived.";
            if (ShouldProcess(what, $"{what} Do it?", "Restore a version"))
            {
                Attempt(version, () =>
                {
                    Await(cancel => VersionReader.RestoreAsync(version, cancel));
                    Await(cancel => ShareScan.RunAsync(version.Node, version.Share, [version.Path], cancel));
                    if (PassThru)
                    {
                        WriteObject(version);
                    }
                });
            }
        }
    }
}
