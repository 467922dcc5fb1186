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
    CmdletsToExport      = @(
        'Approve-SyncDevice'
        'Get-SyncDevice'
        'New-SyncDevice'
        'Remove-SyncDevice'
        'Resume-SyncDevice'
        'Set-SyncDevice'
        'Suspend-SyncDevice'
        'Get-SyncConflict'
        'Clear-SyncError'
        'Get-SyncError'
        'Add-SyncIgnore'
        'Get-SyncIgnore'
        'Remove-SyncIgnore'
        'Set-SyncIgnore'
        'Test-SyncIgnore'
        'Connect-SyncNode'
        'Disconnect-SyncNode'
        'Get-SyncNode'
        'Resume-SyncNode'
        'Suspend-SyncNode'
        'Deny-SyncPending'
        'Get-SyncPending'
        'Get-SyncProfile'
        'Start-SyncSandbox'
        'Stop-SyncSandbox'
        'Approve-SyncShare'
        'Get-SyncShare'
        'New-SyncShare'
        'Remove-SyncShare'
        'Resume-SyncShare'
        'Set-SyncShare'
        'Suspend-SyncShare'
        'Wait-SyncShare'
        'Get-SyncStatus'
        'Connect-ZeroTierNetwork'
        'Disconnect-ZeroTierNetwork'
        'Get-ZeroTierNetwork'
        'Get-ZeroTierNode'
        'Get-ZeroTierPeer'
        'Set-ZeroTierNetwork'
    )
    VariablesToExport    = @()
    AliasesToExport      = @(
        'sync-conflicts'
        'sync-pause'
        'sync-resume'
        'sync-status'
    )
}
