namespace WorkspaceSync;

/// <summary>A folder that configured devices offer and that is not shared with them here.</summary>
internal sealed class PendingFolder
{
    public Dictionary<string, Offer> OfferedBy { get; init; } = [];

    /// <summary>One device's offer.</summary>
    internal sealed class Offer
    {
        public DateTimeOffset Time { get; init; }

        public string Label { get; init; } = "";

        public bool ReceiveEncrypted { get; init; }
    }
}
