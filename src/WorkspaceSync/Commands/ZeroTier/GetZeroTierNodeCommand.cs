using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Gives a machine's own ZeroTier node, and whether it is really in touch with the roots.</summary>
[Cmdlet(VerbsCommon.Get, "ZeroTierNode")]
[OutputType(typeof(ZeroTierNode))]
public sealed class GetZeroTierNodeCommand : ZeroTierHostCmdlet
{
    protected override void ProcessRecord() => ForEachService(null, service => WriteObject(Await(cancel => NodeReader.ReadAsync(service, cancel))));
}
