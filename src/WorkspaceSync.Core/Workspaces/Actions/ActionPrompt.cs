namespace WorkspaceSync;

/// <summary>Keeps a workspace's prompt fresh with what an action has learned anyway.</summary>
internal static class ActionPrompt
{
    /// <summary>Of a workspace with several shares one does not tell how the whole stands.</summary>
    public static void Refresh(SyncNode node, SyncStatus status)
    {
        try
        {
            if (WorkspaceStore.Current.ReadAll().FirstOrDefault(one => one.DeviceId == node.DeviceId && one.Shares is [{ } only] && only.Id == status.Share) is { } workspace)
            {
                PromptStateStore.Write(workspace, [status]);
            }
        }
        catch (SyncException)
        {
            // a damaged file of workspaces is told by the commands that are about them
        }
    }
}
