using System.Reflection;
using System.Runtime.Loader;

namespace WorkspaceSync;

/// <summary>A load context for the libraries of one folder, so that other modules may have the same ones in other versions.</summary>
internal sealed class IsolatedContext(string folder) : AssemblyLoadContext("WorkspaceSync")
{
    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        Path.Join(folder, assemblyName.Name + ".dll") is string path && File.Exists(path) ? LoadFromAssemblyPath(path) : null;
}
