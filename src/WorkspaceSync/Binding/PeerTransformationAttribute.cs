namespace WorkspaceSync;

/// <summary>Takes node addresses out of text, peers and nodes.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class PeerTransformationAttribute : NameTransformationAttribute
{
    protected override string Kind => "ZeroTier peer";

    protected override int Digits => NodeAddress.Digits;

    protected override string? NameOf(object value) => value switch
    {
        ZeroTierPeer peer => peer.Address,
        ZeroTierNode node => node.Address,
        _ => null,
    };
}
