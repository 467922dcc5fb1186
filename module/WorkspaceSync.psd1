@{
    RootModule           = 'bin/WorkspaceSync.dll'
    RequiredAssemblies   = @('bin/WorkspaceSync.Core.dll')
    ModuleVersion        = '0.0.0' # the build writes the one of Directory.Build.props
    GUID                 = '0b6b3a8e-3c1c-4b7c-9d5a-5a4a3c0a7b11'
    Author               = 'WorkspaceSync contributors'
    CompanyName          = 'WorkspaceSync contributors'
    Copyright            = '(c) WorkspaceSync contributors. MIT licence.'
    Description          = 'Keeps a workspace the same on two machines with Syncthing, and says truthfully whether it is.'
    CompatiblePSEditions = @('Core')
    PowerShellVersion    = '7.4'
    FormatsToProcess     = @('WorkspaceSync.Format.ps1xml')
    FunctionsToExport    = @()
    CmdletsToExport      = @('Get-SyncTrial','Set-SyncTrial')
    VariablesToExport    = @()
    AliasesToExport      = @('sync-trial')
}
