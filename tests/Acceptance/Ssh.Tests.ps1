# The connection to a far machine, beside other modules and through the module's life.
Describe 'SSH' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        # Another module's SSH.NET: the same name, another version, nothing of what ours needs.
        $foreign = "$TestDrive/foreign/Renci.SshNet.dll"
        $null = New-Item (Split-Path $foreign) -ItemType Directory
        $make = "Add-Type -OutputAssembly '$foreign' -TypeDefinition 'namespace Renci.SshNet { public class Foreign { public static string Name = `"foreign`"; } }'"
        $null = Invoke-TestPwsh $make
        $load = "Add-Type -Path '$foreign'; [Renci.SshNet.Foreign]::Name"
        $use = '$null = Start-SyncSandbox; (Get-SyncStatus -HostName sandbox-2 -ErrorAction Stop).Count; Get-SyncNode -HostName sandbox-2 | ForEach-Object HostName'
        $where = '[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetType("Renci.SshNet.Session") } | ForEach-Object { [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name }'
    }

    It 'has its SSH.NET in a load context of its own, before and after another module''s' {
        foreach ($order in "$load; $use", "$use; $load") {
            $run = Invoke-TestPwsh "$order; $where; Stop-SyncSandbox; `$Error.Count"
            $run.Errors | Should -BeNullOrEmpty
            $words = $run.Output -split '\s+'
            $words | Should -Contain foreign
            $words | Should -Contain 'sandbox-2'
            $words[-2..-1] | Should -Be 'WorkspaceSync', '0'
        }
    }

    It 'closes its connections when the module is removed, and makes them again when it is back' {
        $run = Invoke-TestPwsh @"
$use
Remove-Module WorkspaceSync
Import-Module '$module'
$use
Stop-SyncSandbox
"@
        $run.Errors | Should -BeNullOrEmpty
        @($run.Output -split '\s+' | Where-Object { $_ -eq 'sandbox-2' }).Count | Should -Be 2
    }

    It 'asks for an unknown host key, and takes no for an answer where nobody can be asked' {
        $run = Invoke-TestPwsh @'
$null = Start-SyncSandbox
$known = "$(Split-Path $env:WORKSPACESYNC_SSH_CONFIG)/known_hosts"
Set-Content $known ''
(Get-Content $env:WORKSPACESYNC_SSH_CONFIG) -notmatch 'StrictHostKeyChecking' | Set-Content $env:WORKSPACESYNC_SSH_CONFIG
try { Get-SyncStatus -HostName sandbox-2 -ErrorAction Stop } catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo.Category)" }
(Get-Content $known -Raw).Trim().Length
Stop-SyncSandbox
'@
        $run.Output -split '\s+' | Should -Be 'HostKeyUnknown,WorkspaceSync.GetSyncStatusCommand', 'SecurityError', '0'
    }
}
