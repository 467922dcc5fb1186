# The live view in a real terminal, which tmux is: keys are sent, the screen is read, the daemon is killed underneath.
BeforeDiscovery {
    $noTerminal = -not (Get-Command tmux -CommandType Application -ErrorAction Ignore)
    if ($noTerminal) { Write-Warning 'tmux is not installed: the live view is NOT TESTED in a terminal. Install it (apt-get install tmux, brew install tmux).' }
}

Describe 'Watch-SyncStatus in a terminal' -Skip:$noTerminal {
    BeforeAll {
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        $socket = "workspacesync-$PID"
        function Invoke-Tmux { tmux -L $socket -f /dev/null @args }
        function Get-Screen { (Invoke-Tmux capture-pane -p -t w) -join "`n" }
        function Send-Key { Invoke-Tmux send-keys -t w @args }
        function Wait-Screen([string] $pattern, [string] $what = $pattern) {
            try { Wait-Until { (Get-Screen) -match $pattern } $what }
            catch { throw "$_`n$(Get-Screen)" }
        }
        function Get-Daemon { Get-Process syncthing -ErrorAction Ignore | Where-Object CommandLine -Match ([regex]::Escape("--home=$($facts.There)")) }
        function Start-Daemon {
            # What it writes goes nowhere: a pipe that nobody reads any more would end it.
            $start = [Diagnostics.ProcessStartInfo]::new('/bin/sh')
            '-c', 'exec "$0" "$@" >/dev/null 2>&1', $program, 'serve', "--home=$($facts.There)", '--no-browser', '--no-restart' | ForEach-Object { $start.ArgumentList.Add($_) }
            $start.Environment['HOME'] = Split-Path (Split-Path (Split-Path $facts.There))
            $null = [Diagnostics.Process]::Start($start)
        }
        function Get-Terminal { Invoke-Tmux display-message -p -t w '#{alternate_on} #{cursor_flag}' }
        function Start-Watch([string] $more = '') { Send-Key "Watch-SyncStatus $more" Enter; Wait-Screen 'nt +InSync(.|\n)*q quit' }

        $program = if ($env:SYNCTHING) { $env:SYNCTHING.Split([IO.Path]::PathSeparator)[0] } else { (Get-Command syncthing -TotalCount 1).Path }
        $root = "$TestDrive/laptop"
        Set-Content "$TestDrive/session.ps1" @"
`$ErrorActionPreference = 'Stop'
Import-Module '$module'
`$laptop, `$gpu = Start-SyncSandbox -Name laptop, gpu -Program '$program'
`$null = New-Item -ItemType Directory '$root/nt'
Set-Content '$root/nt/a.txt' hello
`$null = New-RemoteWorkspace nt -HostName gpu -Path '$root/nt' -RemotePath '~/nt'
Set-Location '$root/nt'
function prompt { 'PS> ' }
`$ErrorActionPreference = 'Continue'
Clear-Host
@{ Here = `$laptop.ConfigPath; There = `$gpu.ConfigPath; Uri = "`$(`$gpu.Uri)"; Pid = `$PID } | ConvertTo-Json > '$TestDrive/facts.json'
"@
        Invoke-Tmux new-session -d -s w -x 130 -y 40 "$pwsh -NoProfile -NoExit -File '$TestDrive/session.ps1'"
        Wait-Until { (Test-Path "$TestDrive/facts.json") -and (Get-Content "$TestDrive/facts.json" -Raw) -match '}' } 'the session has its workspace' 60
        $facts = Get-Content "$TestDrive/facts.json" -Raw | ConvertFrom-Json
        $gpu = [pscustomobject]@{ ConfigPath = $facts.There; Uri = $facts.Uri }
        Start-Watch
    }
    AfterAll {
        if ($facts) {
            Send-Key q
            Send-Key C-c
            Send-Key 'Stop-SyncSandbox; exit' Enter
            Wait-Until { -not (Get-Process -Id $facts.Pid -ErrorAction Ignore) } 'the session ends'
        }
        tmux -L "workspacesync-$PID" kill-server 2>$null
    }

    It 'shows both machines beside each other, and has the screen for itself' {
        Get-Screen | Should -Match '╭─ ?laptop .*╭─ ?gpu '
        Wait-Screen 'gpu: tcp-'
        Get-Terminal | Should -Be '1 0'
    }

    It 'shows a change when it comes' {
        Set-Content "$root/nt/made.txt" x
        Wait-Screen 'nt/made\.txt +modified file +laptop'
    }

    It 'follows the size of the terminal' {
        Invoke-Tmux resize-window -t w -x 60 -y 30
        Wait-Screen '╭─ ?laptop [^╭]*\n(.|\n)*╭─ ?gpu ' 'the machines are below each other'
        (Get-Screen).Split("`n") | ForEach-Object { $_.Length | Should -BeLessOrEqual 60 }
        (Get-Screen).TrimEnd() | Should -Match 'choose   p pause.*$'
        Invoke-Tmux resize-window -t w -x 130 -y 40
        Wait-Screen '╭─ ?laptop .*╭─ ?gpu '
    }

    It 'pauses and resumes the chosen share, looks at it again, and lists conflicts' {
        Send-Key Down
        Send-Key p
        Wait-Screen 'nt +Paused'
        (Invoke-TestApi $gpu config/folders/nt) | Should -Match '"paused": *true'
        Send-Key p
        Wait-Screen 'nt +InSync.*nt +InSync'
        Send-Key r
        Wait-Screen 'gpu: looked at nt'
        Set-Content "$root/nt/made.sync-conflict-20260101-000000-AAAAAAA.txt" y
        Send-Key c
        Wait-Screen 'conflicts \(Resolve-SyncConflict\)(.|\n)*made\.txt'
        Wait-Screen '1 conflict copy'
        Send-Key c
        Wait-Until { (Get-Screen) -notmatch 'Resolve-SyncConflict' } 'the list is closed'
    }

    It 'says that a daemon is gone, and goes on with its next run' {
        Get-Daemon | Stop-Process -Force
        Wait-Screen 'out of reach: what is shown is old'
        Start-Daemon
        Wait-Screen 'was restarted'
        Wait-Screen 'nt +InSync.*nt +InSync'
        Get-Screen | Should -Not -Match 'out of reach'
    }

    It 'survives a dropped SSH connection' {
        # The sandbox's sshd goes on; what it began for this session ends.
        $gpuHome = Split-Path (Split-Path (Split-Path $facts.There))
        $sshd = Get-Process sshd -ErrorAction Ignore | Where-Object CommandLine -Match ([regex]::Escape((Split-Path $gpuHome)))
        $children = @($sshd | ForEach-Object { pgrep -P $_.Id })
        $children | Should -Not -BeNullOrEmpty
        kill -9 @children
        Wait-Screen 'gpu: the connection to its Syncthing broke'
        Wait-Screen 'gpu: its Syncthing answers again'
        $null = Invoke-TestApi $gpu config/folders/nt Patch '{"paused": true}'
        Wait-Screen 'nt +Paused' 'what happens there is heard again'
        $null = Invoke-TestApi $gpu config/folders/nt Patch '{"paused": false}'
        Wait-Screen 'nt +InSync.*nt +InSync'
    }

    It 'takes up a machine whose daemon was stopped at first' {
        Send-Key q
        Wait-Until { (Get-Terminal) -eq '0 1' } 'the screen is given back'
        Get-Daemon | Stop-Process -Force
        Send-Key 'Watch-SyncStatus' Enter
        Wait-Screen 'gpu is watched as soon as it can be reached'
        Get-Screen | Should -Not -Match '╭─ ?gpu '
        Start-Daemon
        Wait-Screen '╭─ ?laptop .*╭─ ?gpu '
        Wait-Screen 'nt +InSync.*nt +InSync'
    }

    It 'gives the terminal back at q, and at Ctrl+C' {
        Send-Key q
        Wait-Until { (Get-Terminal) -eq '0 1' } 'the screen is given back'
        Start-Watch
        Send-Key C-c
        Wait-Until { (Get-Terminal) -eq '0 1' } 'the screen is given back'
        Send-Key C-l
        Send-Key '"echo $((stty -a) -match " echo ")" > echo.txt; (Get-SyncPromptSegment).Text > seg.txt; "done" > done.txt' Enter
        Wait-Until { Test-Path "$root/nt/done.txt" } 'the prompt takes commands'
        Get-Content "$root/nt/echo.txt" | Should -Match ' echo '
        Get-Content "$root/nt/seg.txt" | Should -Match '^nt ✓ !1$' # what the view has kept for prompts
    }

    It 'gives the terminal back when an error ends it, and then says the error' {
        Send-Key C-l
        Send-Key 'Watch-SyncStatus -Node $gpu' Enter
        Wait-Screen 'nt +InSync(.|\n)*q quit'
        [xml] $config = Get-Content "$($gpu.ConfigPath)/config.xml" -Raw
        $key = $config.configuration.gui.apikey
        $null = Invoke-TestApi $gpu config/gui Patch '{"apiKey": "another"}' # it answers nobody who has the one before
        try {
            Wait-Until { (Get-Terminal) -eq '0 1' } 'the screen is given back'
            Wait-Screen 'does not accept the API key'
        }
        finally {
            $null = Invoke-TestApi $gpu config/gui Patch (@{ apiKey = $key } | ConvertTo-Json)
        }
        Send-Key '"echo $((stty -a) -match " echo ")" > echo2.txt' Enter
        Wait-Until { (Test-Path "$root/nt/echo2.txt") -and (Get-Content "$root/nt/echo2.txt") } 'the prompt takes commands'
        Get-Content "$root/nt/echo2.txt" | Should -Match ' echo '
    }

    It 'has no colour with NO_COLOR or a plain $PSStyle, and colour without' {
        foreach ($set in '$env:NO_COLOR = 1', '$env:NO_COLOR = $null; $PSStyle.OutputRendering = "PlainText"') {
            Send-Key C-l
            Send-Key $set Enter
            Start-Watch
            (Invoke-Tmux capture-pane -p -e -t w) -join "`n" | Should -Not -Match '\x1b\[3[0-9]'
            Send-Key q
            Wait-Until { (Get-Terminal) -eq '0 1' } 'the screen is given back'
        }
        Send-Key '$PSStyle.OutputRendering = "Host"' Enter
        Start-Watch
        (Invoke-Tmux capture-pane -p -e -t w) -join "`n" | Should -Match '\x1b\[[0-9;]*32m'
        Send-Key q
        Wait-Until { (Get-Terminal) -eq '0 1' } 'the screen is given back'
    }

    It 'writes lines where the terminal can do no more' {
        Send-Key '$env:TERM = "dumb"; Watch-SyncStatus' Enter
        Wait-Screen '\d\d:\d\d:\d\d  gpu  nt  InSync'
        Get-Terminal | Should -Be '0 1'
        Send-Key C-c
        Send-Key '$env:TERM = "xterm"' Enter
    }
}
