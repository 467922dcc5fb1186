using System.Management.Automation;

namespace WorkspaceSync;

/// <summary>Closes what the session holds when the module is removed: connections, and sandboxes with all their files.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        // The engine gives no way to wait asynchronously here, and leaving the daemons to a thread that may end first is worse.
        Task.Run(() => Task.WhenAll(SandboxRegistry.Current.Running.Select(SandboxRegistry.Current.StopAsync))).GetAwaiter().GetResult();
        NodeRegistry.Current.Dispose();
    }
}
