# Everything that the README shows in PowerShell is run, in its order, in a sandbox.
BeforeDiscovery {
    $readme = Get-Content "$PSScriptRoot/../../README.md" -Raw
    $lines = [regex]::Matches($readme, '(?s)```powershell\n(.*?)```') | ForEach-Object { $_.Groups[1].Value.Trim() -split "`n" } |
        Where-Object { $_ -notmatch '^Import-Module|^\$Error' } | ForEach-Object { @{ Line = $_ } }
}

Describe 'README.md' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        Import-TestModule
        $state = @{}
    }
    AfterAll { Stop-SyncSandbox }

    It 'runs: <Line>' -ForEach $lines {
        $laptop, $gpu = $state.Laptop, $state.Gpu
        $Line = $Line.Replace('/tmp/trial', "$TestDrive")
        if ($Line -match '^Get-SyncPending') { Wait-Until { Get-SyncPending Share -Node $gpu } 'the share is offered' }
        $Error.Clear()
        . ([scriptblock]::Create($Line)) *> $null
        $Error | Should -BeNullOrEmpty
        $state.Laptop, $state.Gpu = $laptop, $gpu
    }
}
