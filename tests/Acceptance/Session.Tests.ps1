# The module in a session: completion, Ctrl+C, early ends, parallel runspaces.
Describe 'In a session' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        $laptop, $gpu = Start-TestShare "$TestDrive"
        $null = New-SyncShare "$TestDrive/laptop/two" -Id 'two words' -Node $laptop

        function Get-Completion([string] $line) { (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText }
    }
    AfterAll { Stop-SyncSandbox }

    It 'completes <What>' -ForEach @(
        @{ What = 'shares'; Line = 'Get-SyncShare -Node laptop -Share n'; Expected = 'nt' }
        @{ What = 'shares that need quotes'; Line = 'Wait-SyncShare -Node laptop -Share t'; Expected = "'two words'" }
        @{ What = 'devices'; Line = 'Get-SyncDevice -Node laptop -Device g'; Expected = 'gpu' }
        @{ What = 'nodes'; Line = 'Get-SyncStatus -Node la'; Expected = 'laptop' }
        @{ What = 'profiles'; Line = 'New-SyncShare x -Profile Fu'; Expected = 'Full' }
        @{ What = 'types'; Line = 'New-SyncShare x -Type Rec'; Expected = 'ReceiveOnly' }
    ) {
        (Get-Completion $Line) -replace "^'(\w+)'$", '$1' | Should -Contain $Expected
    }

    It 'completes quickly and says nothing when the daemon is gone' {
        $null = Start-SyncSandbox -Name gone
        $config = (Get-SyncNode gone).ConfigPath
        $null = Invoke-TestApi (Get-SyncNode gone) system/shutdown Post
        $Error.Clear()
        (Measure-Command { Get-Completion 'Get-SyncShare -Node gone -Share x' }).TotalSeconds | Should -BeLessThan 3
        $Error | Should -BeNullOrEmpty
        Stop-SyncSandbox gone
        $config | Should -Not -Exist
    }

    It 'ends no sandbox when nothing came through the pipeline' {
        Get-SyncNode nobody* | Stop-SyncSandbox
        $laptop.ConfigPath | Should -Exist
    }

    It 'ends a wait at Ctrl+C, promptly, and the sandbox with it' {
        $script = @"
            Import-Module '$module'
            `$a, `$b = Start-SyncSandbox -Name a, b
            `$null = `$b | New-SyncDevice -Node `$a; `$null = `$a | New-SyncDevice -Node `$b
            `$null = New-SyncShare '$TestDrive/stop' -Id stop -Device b -Node `$a
            `$null = New-SyncShare '$TestDrive/stop-b' -Id stop -Device a -Node `$b # else the wait ends by itself: not accepted there
            Set-Content '$TestDrive/waiting' `$a.ConfigPath
            Wait-SyncShare stop -Node `$a -Timeout 600 -StableFor 300
            Set-Content '$TestDrive/went-on' x
"@
        Set-Content "$TestDrive/stop.ps1" $script
        $child = Start-Process $pwsh '-NoProfile', '-NonInteractive', '-File', "$TestDrive/stop.ps1" -PassThru -RedirectStandardOutput "$TestDrive/out" -RedirectStandardError "$TestDrive/err"
        try {
            Wait-Until { Test-Path "$TestDrive/waiting" } 'the child waits' 60
            $took = Measure-Command {
                kill -INT $child.Id
                $ended = $child.WaitForExit(20000)
                $ended | Should -BeTrue -Because "it is $(ps -o stat=,wchan=,args= -p $child.Id), and wrote: $(Get-Content "$TestDrive/out", "$TestDrive/err")"
            }
            $took.TotalSeconds | Should -BeLessThan 10
            "$TestDrive/went-on" | Should -Not -Exist
            Wait-Until { -not (Test-Path (Get-Content "$TestDrive/waiting")) } 'the sandbox of the child is gone'
        }
        finally {
            if (-not $child.HasExited) { $child.Kill($true) }
        }
    }

    It 'stops a wait in another runspace' {
        $shell = [PowerShell]::Create().AddScript("Import-Module '$module'; Wait-SyncShare nt -Node laptop -StableFor 300 -Timeout 600")
        $running = $shell.BeginInvoke()
        Wait-Until { $shell.InvocationStateInfo.State -eq 'Running' } 'it runs'
        (Measure-Command { $shell.Stop() }).TotalSeconds | Should -BeLessThan 5
        $running.IsCompleted | Should -BeTrue
        $shell.Dispose()
    }

    It 'goes on after Select-Object -First' {
        $first = Get-SyncShare -Node $laptop | Select-Object -First 1
        $first | Should -Not -BeNullOrEmpty
        'after' | Should -Be after
    }

    It 'lets an error of the user''s own script block pass as it is' {
        { Get-SyncShare -Node $laptop | ForEach-Object { throw 'mine' } } | Should -Throw mine
    }

    It 'goes on where it was stopped in the middle: half of a setup is completed by the same commands' {
        $null = New-SyncShare "$TestDrive/laptop/half" -Id half -IgnorePattern '*.tmp' -Node $laptop
        $null = New-SyncShare "$TestDrive/laptop/half" -Id half -Device gpu -IgnorePattern '*.tmp' -Node $laptop
        $null = New-SyncShare "$TestDrive/gpu/half" -Id half -Device laptop -Node $gpu
        (Wait-SyncShare half -Node $laptop -Timeout 60).Proof | Should -Be Both
        (Get-SyncIgnore half -Node $laptop).Pattern | Should -Be '*.tmp'
    }

    It 'leaves nothing behind when its process is killed' {
        $script = "Import-Module '$module'; (Start-SyncSandbox -Count 1).ConfigPath | Set-Content '$TestDrive/killed'; Start-Sleep 600"
        $child = Start-Process $pwsh '-NoProfile', '-NonInteractive', '-Command', $script -PassThru
        Wait-Until { Get-Content "$TestDrive/killed" -ErrorAction Ignore } 'the child has a sandbox' 60
        $home_ = Get-Content "$TestDrive/killed"
        $home_ | Should -Exist
        $child.Kill()
        Wait-Until { -not (Test-Path $home_) } 'the sandbox is gone after its owner was killed'
    }
}
