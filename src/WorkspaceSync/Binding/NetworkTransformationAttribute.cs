namespace WorkspaceSync;

/// <summary>Takes network ids out of text and networks.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworkTransformationAttribute : NameTransformationAttribute
{
    protected override string Kind => "ZeroTier network";

    protected override int Digits => NetworkId.Digits;

    protected override string? NameOf(object value) => (value as ZeroTierNetwork)?.Id;
}
