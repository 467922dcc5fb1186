namespace WorkspaceSync;

/// <summary>Which end of a workspace a share's node is: a profile may give the two different directions.</summary>
public enum SyncRole
{
    /// <summary>The machine that is worked on.</summary>
    Local,

    /// <summary>The machine that computes.</summary>
    Remote,
}
