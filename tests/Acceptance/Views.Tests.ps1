# What people see: every view fits its width, row by row, and is plain where there is no terminal.
Describe 'Views' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        $laptop, $gpu = Start-TestShare "$TestDrive"
        $null = New-SyncDevice HO6V7TZ-BZPRBUV-EUN4B2U-3OGR7VN-LLN66WD-4AZTWFW-5TV5CEJ-TTWXGQ7 -Name 'a phone with a long name' -Address tcp://phone.example.net:22000 -Node $laptop
        $null = New-SyncShare "$TestDrive/laptop/a share that was given a long name" -Id offered -Device gpu, 'a phone with a long name' -IgnorePattern '*.tmp' -Node $laptop
        Wait-Until { Get-SyncPending Share -Node $gpu } 'the share is offered'
        $null = Suspend-SyncShare nt -Node $laptop

        $samples = @{
            SyncNode         = { Get-SyncNode }
            SyncStatus       = { Get-SyncStatus -Node $laptop, $gpu }
            SyncDeviceStatus = { (Get-SyncStatus offered -Node $laptop).Devices }
            SyncShare        = { Get-SyncShare -Node $laptop }
            SyncDevice       = { Get-SyncDevice -Node $laptop }
            SyncPending      = { Get-SyncPending -Node $gpu }
            SyncIgnore       = { Get-SyncIgnore offered -Node $laptop }
            IgnoreVerdict    = { Test-SyncIgnore offered 'a.tmp', "$('deep/' * 30)b" -Node $laptop }
            SyncProfile      = { Get-SyncProfile }
            RemoteWorkspace  = { Get-RemoteWorkspace ws }
            SyncProof        = { Sync-RemoteWorkspace ws }
            SyncConflict     = { Get-SyncConflict ws -Node $laptop }
            SyncthingProgram = { Get-Syncthing }
            SetupCheck       = { Test-SyncSetup -InformationAction Ignore }
        }

        # A workspace with one conflict in it: both machines change a file while they can't speak.
        $null = New-RemoteWorkspace ws -HostName gpu -Path "$TestDrive/laptop/ws" -RemotePath "$TestDrive/gpu/ws" 6> $null
        Suspend-SyncDevice gpu -Node $laptop
        Set-Content "$TestDrive/laptop/ws/momentum.py" 'one'
        Set-Content "$TestDrive/gpu/ws/momentum.py" 'another'
        Resume-SyncDevice gpu -Node $laptop
        Wait-Until { (Get-SyncDevice gpu -Node $laptop).Connected } 'they are connected again'
        $null = Wait-SyncShare ws -Node $laptop

        # The rows of a view, without its blank lines and its heading.
        function Get-Row($objects, [int] $width) {
            $lines = ($objects | Format-Table | Out-String -Width $width) -split "`n" | Where-Object { $_.Trim() }
            $rule = [Array]::FindIndex([string[]] $lines, [Predicate[string]] { $args[0] -match '^[- ]+$' })
            $lines[($rule + 1)..($lines.Count - 1)]
        }
    }
    AfterAll { Stop-SyncSandbox }

    It '<Type> at <Width> columns: one row each, within the width, without an error' -ForEach @(
        foreach ($type in 'SyncNode', 'SyncStatus', 'SyncDeviceStatus', 'SyncShare', 'SyncDevice', 'SyncPending', 'SyncIgnore', 'IgnoreVerdict', 'SyncProfile',
            'RemoteWorkspace', 'SyncProof', 'SyncConflict', 'SyncthingProgram', 'SetupCheck') {
            foreach ($width in 100, 80, 60) { @{ Type = $type; Width = $width } }
        }
    ) {
        $objects = @(& $samples[$Type])
        $objects | Should -Not -BeNullOrEmpty
        $objects[0].GetType().Name | Should -Be $Type
        $Error.Clear()
        $rows = @(Get-Row $objects $Width)
        $rows.Count | Should -Be $objects.Count
        $rows | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual $Width }
        $Error | Should -BeNullOrEmpty
    }

    It '<_> as a list, without an error' -ForEach 'SyncNode', 'SyncStatus', 'SyncShare', 'SyncDevice', 'SyncPending' {
        $Error.Clear()
        & $samples[$_] | Format-List | Out-String -Width 100 | Should -Not -BeNullOrEmpty
        $Error | Should -BeNullOrEmpty
    }

    It 'shows a dash for what is not known' {
        Get-Row (Get-SyncStatus nt -Node $laptop) 100 | Should -Match 'Paused +— +0 +— +(now|\d+ \w+ ago|—)'
    }

    It 'aligns numbers to the right' {
        $lines = (Get-SyncProfile | Out-String -Width 100) -split "`n" | Where-Object { $_.Trim() }
        $end = $lines[0].IndexOf('Patterns') + 'Patterns'.Length
        $lines[2..($lines.Count - 1)] | ForEach-Object { $_.Substring(0, $end) | Should -Match '\d$' }
    }

    It 'colours the health on a terminal only, and never with NO_COLOR' {
        Get-SyncStatus -Node $laptop | Out-String | Should -Not -Match "`e\[3[0-9]m(InSync|Paused)"
        $script = '$node = Start-SyncSandbox -Count 1; $null = New-SyncShare ([IO.Directory]::CreateTempSubdirectory("view-").FullName) -Id v -Node $node; Get-SyncStatus -Node $node; Remove-Item (Get-SyncShare v -Node $node).Path -Recurse -Force; Stop-SyncSandbox'
        (Invoke-TestPwsh $script).Output | Should -Not -Match "`e\[3[0-9]mNotShared"
        (Invoke-TestPwsh $script @{ NO_COLOR = '1' }).Output | Should -Not -Match "`e"
    }

    It 'keeps exact values in properties: bytes, percentages, instants' {
        $status = Get-SyncStatus offered -Node $laptop
        $status.NeedBytes | Should -BeOfType long
        $status.LastScan | Should -BeOfType DateTimeOffset
        (Get-SyncShare offered -Node $laptop).RescanInterval | Should -BeOfType TimeSpan
    }
}
