namespace WorkspaceSync;

/// <summary>A service's key or token, in memory only. Nothing that prints an object prints the key.</summary>
internal sealed class ApiKey(string value)
{
    /// <summary>The key itself, for the one header that needs it.</summary>
    public string Reveal() => value;

    public override string ToString() => "(hidden)";
}
