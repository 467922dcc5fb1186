namespace WorkspaceSync;

/// <summary>What makes a workspace slow, the first that is.</summary>
internal enum Bottleneck
{
    None,

    /// <summary>Files that cannot be fetched, and are tried again and again.</summary>
    PullError,

    /// <summary>The way between the machines.</summary>
    Link,

    /// <summary>A disk that others wait for as well.</summary>
    Disk,

    /// <summary>Looking at the files.</summary>
    Scan,
}
