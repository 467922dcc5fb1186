# What is told of a share, and that it is the truth.
Describe 'Status and proof' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        $laptop, $gpu = Start-TestShare "$TestDrive"
        $here, $there = "$TestDrive/laptop/nt", "$TestDrive/gpu/nt"
    }
    AfterAll { Stop-SyncSandbox }

    It 'tells both machines in one call, with raw numbers' {
        $rows = Get-SyncStatus nt -Node $laptop, $gpu
        $rows.Machine | Sort-Object | Should -Be 'gpu', 'laptop'
        foreach ($row in $rows) {
            $row.NeedItems, $row.NeedBytes, $row.NeedDeletes | Should -Be 0, 0, 0
            $row.NeedBytes | Should -BeOfType long
            $row.Devices.Count | Should -Be 1
        }
    }

    It 'has the alias sync-status, and takes wildcards and a pipeline' {
        (sync-status n* -Node $laptop).Share | Should -Be nt
        (Get-SyncShare -Node $gpu | Get-SyncStatus).Machine | Should -Be gpu
        Get-SyncStatus nothing* -Node $laptop | Should -BeNullOrEmpty
    }

    It 'counts files of no bytes and deletions as needed, and is not at 100 % then' {
        Set-Content "$here/gone.txt" x
        $null = Wait-SyncShare nt -Node $laptop
        $null = Suspend-SyncDevice laptop -Node $gpu
        $null = 1..50 | ForEach-Object { New-Item "$here/empty$_" }
        Remove-Item "$here/gone.txt"
        $null = Invoke-TestApi $laptop 'db/scan?folder=nt' Post
        (Get-SyncStatus nt -Node $laptop).Health | Should -Be Disconnected
        $device = (Get-SyncStatus nt -Node $laptop).Devices
        $device.CompletionPercent | Should -BeNullOrEmpty # not known, and not a false 100
        $null = Resume-SyncDevice laptop -Node $gpu
        $null = Wait-SyncShare nt -Node $laptop
        (Get-ChildItem $there -Filter 'empty*').Count | Should -Be 50
        "$there/gone.txt" | Should -Not -Exist
    }

    It 'waits for what the daemon has not noticed yet' {
        Set-Content "$there/result.json" '{}'
        (Wait-SyncShare nt -Node $laptop -Timeout 30).Proof | Should -Be Both
        Get-Content "$here/result.json" | Should -Be '{}'
    }

    It 'proves only its own side when it cannot ask the other' {
        $config = $gpu.ConfigPath
        Disconnect-SyncNode gpu
        try { (Wait-SyncShare nt -Node $laptop -Timeout 30).Proof | Should -Be LocalOnly }
        finally { $null = Connect-SyncNode -ConfigPath $config -Name gpu }
        (Wait-SyncShare nt -Node $laptop -Timeout 30).Proof | Should -Be Both
    }

    It 'tells the story with -Verbose' {
        (Wait-SyncShare nt -Node $laptop -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }) -join ' ' |
            Should -Match 'the same on both sides'
    }

    It 'fails at once and by name when it cannot get there: <Id>' -ForEach @(
        @{ Id = 'SharePaused'; Before = { Suspend-SyncShare nt -Node gpu }; After = { Resume-SyncShare nt -Node gpu } }
        @{ Id = 'SharePaused'; Before = { Suspend-SyncShare nt -Node $laptop }; After = { Resume-SyncShare nt -Node $laptop } }
        @{ Id = 'ShareNotShared'; Before = { Set-SyncShare nt -RemoveDevice laptop -Node gpu }; After = { Set-SyncShare nt -AddDevice laptop -Node gpu } }
    ) {
        & $Before
        try {
            $took = Measure-Command { $problem = Get-TestError { Wait-SyncShare nt -Node $laptop -Timeout 60 } }
            $problem.FullyQualifiedErrorId | Should -BeLike "$Id,*"
            $took.TotalSeconds | Should -BeLessThan 8
        }
        finally {
            & $After
        }
        (Wait-SyncShare nt -Node $laptop -Timeout 90).Health | Should -Be InSync
    }

    It 'fails when the time is up, with what is missing' {
        $problem = Get-TestError { Wait-SyncShare nt -Node $laptop -Timeout 0.001 }
        $problem.FullyQualifiedErrorId | Should -BeLike 'SyncTimeout,*'
        $problem.CategoryInfo.Category | Should -Be OperationTimeout
    }

    It 'shows a share whose root has vanished as an error, with the reason, and refuses to wait' {
        Rename-Item "$here/.stfolder" .moved
        try {
            $problem = Get-TestError { Wait-SyncShare nt -Node $laptop -Timeout 60 }
            $problem.FullyQualifiedErrorId | Should -BeLike 'RootVanished,*'
            $null = Invoke-TestApi $laptop 'db/scan?folder=nt' Post # now the daemon knows it as well
            $status = Get-SyncStatus nt -Node $laptop
            $status.Health | Should -Be Error
            $status.Reason | Should -Match marker
            (Get-SyncError nt -Node $laptop | Where-Object Share).Message | Should -Match marker
        }
        finally {
            Rename-Item "$here/.moved" .stfolder
        }
        $null = Suspend-SyncShare nt -Node $laptop; $null = Resume-SyncShare nt -Node $laptop
        (Wait-SyncShare nt -Node $laptop -Timeout 90).Health | Should -Be InSync
    }

    It 'shows the shares of a stopped daemon as Stopped, without an error' {
        $own = Start-SyncSandbox -Name short
        $null = New-SyncShare "$TestDrive/short" -Node $own
        $null = Invoke-TestApi $own system/shutdown Post
        Wait-Until { try { $null = Invoke-TestApi $own system/ping; $false } catch { $true } } 'the daemon is gone'
        $row = Get-SyncStatus -Node $own -ErrorAction Stop
        $row.Health | Should -Be Stopped
        $row.Share | Should -Be short
        $row.NeedItems | Should -BeNullOrEmpty
        (Get-TestError { Get-SyncShare -Node $own -ErrorAction Stop }).FullyQualifiedErrorId | Should -BeLike 'NodeUnreachable,*'
    }
}
