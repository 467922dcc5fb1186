namespace WorkspaceSync;

/// <summary>What a running daemon was told about its API by arguments (<c>--gui-address</c>) or environment (<c>STGUIADDRESS</c>).</summary>
internal sealed record GuiOverride(string? Address, string? ApiKey)
{
    public static GuiOverride None { get; } = new(null, null);

    public override string ToString() => Address ?? ""; // the key is in no text
}
