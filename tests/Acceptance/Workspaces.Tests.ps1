# Workspaces as a person uses them: in a pwsh on a terminal (a tmux of the test's own), going to the other machine and back.
Describe 'Workspaces on a terminal' -Skip:(-not (Get-Command tmux -ErrorAction Ignore)) {
    BeforeAll {
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        $env:LC_ALL = 'C.UTF-8'
        $laptop, $gpu = Start-TestPair -Strangers
        $farHome = Split-Path (Split-Path (Split-Path $gpu.ConfigPath))
        $name = "ws$PID"
        $here, $there = "$TestDrive/nt", "$farHome/nt"
        $odd = "it's a `"dir`" ü 日本"
        $null = New-Item "$here/$odd", "$here/.git" -ItemType Directory
        $null = New-Item $there -ItemType Directory
        foreach ($side in @{ Path = $here; Branch = 'feature' }, @{ Path = $there; Branch = 'main' }) {
            git -C $side.Path init -q -b $side.Branch
            git -C $side.Path -c user.name=t -c user.email=t@example.org commit -q --allow-empty -m "on $($side.Branch)"
        }
        $null = New-RemoteWorkspace $name -HostName gpu -Path $here -RemotePath $there -ExcludeGit 6> $null

        $socket = "ws-test-$PID"
        function Invoke-Tmux { tmux -u -L $socket @args }
        function Send-Line([string] $text) {
            Invoke-Tmux send-keys -t t -l $text
            Invoke-Tmux send-keys -t t Enter
        }
        function Get-Screen { (Invoke-Tmux capture-pane -t t -p -J -S -200) -join "`n" }
        function Wait-Screen([string] $pattern) {
            try { Wait-Until { (Get-Screen) -match $pattern } $pattern 40 }
            catch { throw "$_`n$(Get-Screen)" }
        }
        # Says a word when all before it is done; the line that asks for it does not have the word in it.
        function Wait-Prompt([string] $word) {
            Send-Line "echo done''-$word"
            Wait-Screen "(?m)^done-$word"
        }

        $null = Invoke-Tmux -f /dev/null new-session -d -s t -x 180 -y 50 "exec '$pwsh' -NoProfile -NoLogo"
        Wait-Screen 'PS .*>'
        Send-Line 'Remove-Module PSReadLine -ErrorAction Ignore'
        Send-Line "Import-Module '$module'; Set-Location -LiteralPath '$($here -replace "'", "''")/$($odd -replace "'", "''")'"
        Wait-Prompt ready
    }
    AfterAll {
        Invoke-Tmux kill-server
        tmux kill-session -t "=$name" 2> $null
        Stop-SyncSandbox
    }
    BeforeEach {
        Send-Line 'clear'
        Wait-Until { (Get-Screen).Trim() -match '\A(PS|root)[^\n]*[>#]\z' } 'the screen is clear'
        Invoke-Tmux clear-history -t t
    }

    It 'goes to the same directory with the files of now, says what git has on each side, and brings back what was made' {
        Set-Content -LiteralPath "$here/$odd/sent.txt" 'from here'
        Send-Line 'work-remote'
        Wait-Screen 'both sides same'
        Send-Line 'cat sent.txt; pwd; tty'
        Wait-Prompt there
        $screen = Get-Screen
        $screen | Should -Match 'gpu is on main, 1 file changed; here is on feature, 1 file changed'
        $screen | Should -Match '(?m)^from here$'
        $screen.Replace("`n", '') | Should -BeLike "*$there/$odd*"
        $screen | Should -Match '(?m)^/dev/pts/\d+'
        Send-Line 'cp sent.txt back.txt; echo more >>back.txt; exit 7'
        Wait-Screen '(?s)both sides same.*both sides same'
        Send-Line '"code $LASTEXITCODE"'
        Wait-Screen '(?m)^code 7'
        Get-Content -LiteralPath "$here/$odd/back.txt" | Should -Be 'from here', 'more'
    }

    It 'keeps what runs there when the line drops, and attaches to it again' {
        Send-Line 'Enter-RemoteWorkspace -Persist'
        Wait-Until { tmux has-session -t "=$name" 2> $null; $LASTEXITCODE -eq 0 } 'the session is there'
        Send-Line 'kept=still; pwd'
        Wait-Prompt kept
        kill -KILL (pgrep -P (Invoke-Tmux display-message -t t -p '#{pane_pid}') -x ssh)
        Wait-Screen '(?m)^PS .*>'
        tmux has-session -t "=$name"
        $LASTEXITCODE | Should -Be 0
        Send-Line 'Enter-RemoteWorkspace -Persist -NoSync'
        Wait-Screen 'done-kept'
        Send-Line 'echo $kept''-here'''
        Wait-Screen '(?m)^still-here'
        Send-Line 'exit'
        Wait-Until { tmux has-session -t "=$name" 2> $null; $LASTEXITCODE -ne 0 } 'the session has ended'
        Wait-Screen '(?m)^PS .*>'
    }

    It 'ends what runs there at Ctrl+C, and goes on here' {
        Send-Line "Invoke-RemoteWorkspace { sleep 4711 | cat } -NoSync; 'not reached'"
        Wait-Until { pgrep -xf 'sleep 4711' } 'it runs there'
        Invoke-Tmux send-keys -t t C-c
        Wait-Until { -not (pgrep -xf 'sleep 4711') } 'it has ended there'
        Wait-Prompt after
        Get-Screen | Should -Not -Match '(?m)^not reached'

        Send-Line "Invoke-RemoteWorkspace -Command sh, -c, 'echo just-`"`"so >&2' -NoSync"
        Wait-Screen '(?m)^just-so'
        (Invoke-Tmux capture-pane -t t -p -e) -join "`n" | Should -Not -Match '31(;\d+)*mjust-so' # not red: programs tell their progress there
    }

    It 'says whether both sides are the same in one line, by the names for that' {
        Send-Line 'sync-check'
        Wait-Screen '(?m)^\S+: both sides same \(\d'
        Get-Screen | Should -Not -Match 'Grade'
        Send-Line 'work-local'
        Wait-Screen '(?s)both sides same.*here is on feature.*Grade.*Same'
    }
}

Describe 'Invoke-RemoteWorkspace in a script' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        $laptop, $gpu = Start-TestPair -Strangers
        $null = New-RemoteWorkspace ws -HostName gpu -Path "$TestDrive/ws" -RemotePath '~/ws' 6> $null
        Push-Location "$TestDrive/ws"
    }
    AfterAll { Pop-Location; Stop-SyncSandbox }

    It 'is as a native command: $? is the exit code''s, whatever it says on its error stream' {
        $lines = Invoke-RemoteWorkspace -Command sh, -c, 'echo oops >&2; echo out' -NoSync 2>&1
        $? | Should -BeTrue
        $LASTEXITCODE | Should -Be 0
        $lines | ForEach-Object GetType | ForEach-Object Name | Sort-Object | Should -Be 'RemoteErrorLine', 'String'
        $null = Invoke-RemoteWorkspace { exit 3 } -NoSync
        $? | Should -BeFalse
        $LASTEXITCODE | Should -Be 3
        $ErrorActionPreference = 'Stop'
        Invoke-RemoteWorkspace -Command sh, -c, 'echo oops >&2; echo out' -NoSync 2> $null | Should -Be out
        $problems = $null
        Invoke-RemoteWorkspace -Command sh, -c, 'echo oops >&2' -NoSync -ErrorAction Ignore 2>&1 | Should -BeNullOrEmpty
    }

    It 'goes on after a line of its error stream, which is on that of this process, as it is' {
        $run = Invoke-TestPwsh "Invoke-RemoteWorkspace -Command sh, -c, 'echo just so >&2' -Name ws -NoSync; 'went on'"
        $run.Errors | Should -Be 'just so'
        $run.Output | Should -Be 'went on'
        $run.ExitCode | Should -Be 0
    }

    It 'is fed from the pipeline, and a program there ends when that does' {
        1..3 | Invoke-RemoteWorkspace { sort -r } -NoSync | Should -Be '3', '2', '1'
        'ü', "it's" | Invoke-RemoteWorkspace { cat } -NoSync | Should -Be 'ü', "it's"
    }
}
