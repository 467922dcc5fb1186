BeforeDiscovery {
    Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
    Import-TestModule
    $cmdlets = Get-Command -Module WorkspaceSync -CommandType Cmdlet | ForEach-Object { @{ Name = $_.Name; Cmdlet = $_ } }
}

Describe 'The module' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        Import-TestModule
        $manifest = Import-PowerShellDataFile "$module/WorkspaceSync.psd1"
        $types = [Reflection.Assembly]::LoadFrom("$module/bin/WorkspaceSync.dll").GetExportedTypes() | Where-Object { -not $_.IsAbstract }
    }

    It 'exports the cmdlets that its dll has, and no other' {
        $there = foreach ($type in $types) {
            foreach ($attribute in $type.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)) { "$($attribute.VerbName)-$($attribute.NounName)" }
        }
        Compare-Object $there $manifest.CmdletsToExport | Should -BeNullOrEmpty
        Compare-Object $there (Get-Command -Module WorkspaceSync -CommandType Cmdlet).Name | Should -BeNullOrEmpty
    }

    It 'exports the aliases that its cmdlets have, and each is a cmdlet' {
        $there = $types | Where-Object { $_.IsSubclassOf([Management.Automation.PSCmdlet]) } |
            ForEach-Object { $_.GetCustomAttributes([Management.Automation.AliasAttribute], $false) } | ForEach-Object AliasNames
        Compare-Object $there $manifest.AliasesToExport | Should -BeNullOrEmpty
        foreach ($alias in $manifest.AliasesToExport) { (Get-Alias $alias).ResolvedCommand.ModuleName | Should -Be WorkspaceSync }
    }

    It 'has its version from the build' {
        [xml] $properties = Get-Content "$PSScriptRoot/../../Directory.Build.props" -Raw
        (Test-ModuleManifest "$module/WorkspaceSync.psd1").Version | Should -Be $properties.Project.PropertyGroup.Version
    }

    It 'leaves nothing in $Error when it is imported' {
        $run = Invoke-TestPwsh '$Error.Count'
        $run.Output | Should -Be 0
        $run.Errors | Should -BeNullOrEmpty
    }

    It 'has its types by name right after the import' {
        $run = Invoke-TestPwsh '[WorkspaceSync.SyncStatus].Name; [WorkspaceSync.SyncShare].Name; [WorkspaceSync.SyncError]::ShareNotFound; [WorkspaceSync.SyncHealth]::InSync'
        $run.Output -split '\s+' | Should -Be 'SyncStatus', 'SyncShare', 'ShareNotFound', 'InSync'
    }

    It 'brings no Newtonsoft.Json of its own, and loads ssh only when it is needed' {
        Get-ChildItem $module -Recurse -Filter Newtonsoft.* | Should -BeNullOrEmpty
        (Invoke-TestPwsh '$null = Get-SyncProfile; [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -like "*SshNet*"').Output | Should -BeNullOrEmpty
    }

    It 'can be imported again with -Force, and removed and imported again' {
        $run = Invoke-TestPwsh "Import-Module '$module' -Force; (Get-SyncProfile).Count; Remove-Module WorkspaceSync; @(Get-Module WorkspaceSync).Count; Import-Module '$module'; (Get-SyncProfile).Count; `$Error.Count"
        $run.Errors | Should -BeNullOrEmpty
        $profiles, $gone, $again, $errors = $run.Output -split '\s+'
        $profiles | Should -BeGreaterThan 3
        $gone | Should -Be 0
        $again | Should -Be $profiles
        $errors | Should -Be 0
    }

    It 'takes the sandbox with it when it is removed' {
        $run = Invoke-TestPwsh '$node = Start-SyncSandbox -Count 1; Test-Path $node.ConfigPath; Remove-Module WorkspaceSync; Test-Path $node.ConfigPath'
        $run.Output -split '\s+' | Should -Be 'True', 'False'
    }

    It 'works in a profile: from $PROFILE, under strict mode, with a preference to stop' {
        Set-Content "$TestDrive/profile.ps1" "Set-StrictMode -Version Latest; `$ErrorActionPreference = 'Stop'; Import-Module '$module'"
        & $pwsh -NoProfile -NonInteractive -Command ". '$TestDrive/profile.ps1'; (Get-SyncProfile Full).Name" | Should -Be Full
    }
}

Describe '<Name>' -ForEach $cmdlets {
    BeforeAll {
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        $help = Get-Help $Name -Full
        $common = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters
    }

    It 'has an approved verb' { (Get-Verb).Verb | Should -Contain $Cmdlet.Verb }
    It 'says what it puts out' { $Cmdlet.OutputType | Should -Not -BeNullOrEmpty }
    It 'has a page' { "$PSScriptRoot/../../module/help/$Name.md" | Should -Exist }

    It 'has help with a synopsis, a description and two examples' {
        $help.Synopsis | Should -Match '\w+ .*\.$'
        ($help.description | Out-String).Trim() | Should -Not -BeNullOrEmpty
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
        foreach ($example in $help.examples.example) { $example.code.Trim() | Should -Not -BeNullOrEmpty }
    }

    It 'has help for each parameter' {
        $parameters = $Cmdlet.Parameters.Keys | Where-Object { $_ -notin $common }
        $described = $help.parameters.parameter | Where-Object { ($_.description | Out-String).Trim() } | ForEach-Object name
        $parameters | Where-Object { $_ -notin $described } | Should -BeNullOrEmpty
    }

    It 'asks before it changes, when its verb says that it changes' {
        if ($Cmdlet.Verb -in 'New', 'Set', 'Remove', 'Add', 'Clear', 'Suspend', 'Resume', 'Approve', 'Deny', 'Stop', 'Start', 'Restore', 'Resolve', 'Undo') {
            $Cmdlet.Parameters.Keys | Should -Contain WhatIf
        }
    }
}

Describe 'Get-Help' {
    It 'knows about_WorkspaceSync, with every error id' {
        $text = Get-Help about_WorkspaceSync | Out-String
        foreach ($id in [Enum]::GetNames([WorkspaceSync.SyncError])) { $text | Should -Match "\b$id\b" }
    }
}
