using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;

namespace WorkspaceSync;

/// <summary>
/// Knows where the parts lie whose libraries other modules may have too (SSH, diffs, screens), and has each loaded when it is first needed; closes what the session holds when the
/// module is removed: connections, and sandboxes with all their files.
/// </summary>
public sealed class ModuleLoader : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    private static readonly string[] s_isolatedNames = ["WorkspaceSync.Ssh", "WorkspaceSync.Diff", "WorkspaceSync.Terminal"];

    private static readonly Lazy<IsolatedContext> s_isolated =
        new(() => new IsolatedContext(Path.Join(Path.GetDirectoryName(typeof(ModuleLoader).Assembly.Location), "isolated")));

    /// <inheritdoc/>
    public void OnImport()
    {
        AssemblyLoadContext.Default.Resolving -= Resolve; // with -Force it is imported again, and not removed before
        AssemblyLoadContext.Default.Resolving += Resolve;
    }

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo)
    {
        ActionRegistry.Current.Clear(); // they use what is closed below

        // The engine gives no way to wait asynchronously here, and leaving the daemons to a thread that may end first is worse.
        Task.Run(async () =>
        {
            await Task.WhenAll(SandboxRegistry.Current.Running.Select(SandboxRegistry.Current.StopAsync)).ConfigureAwait(false);
            NodeRegistry.Current.Dispose();
            await RemoteHosts.CloseAsync().ConfigureAwait(false);
        }).GetAwaiter().GetResult();
        AssemblyLoadContext.Default.Resolving -= Resolve;
    }

    // Answers for our own names only. Answering for Renci.SshNet would hand ours to every module that comes after us.
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        s_isolatedNames.Contains(name.Name) ? s_isolated.Value.LoadFromAssemblyName(name) : null;
}
