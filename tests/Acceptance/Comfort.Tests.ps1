# Set-up as data, the prompt, completion and the about topics, as a user has them.
Describe 'Comfort' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        Import-TestModule
        $program = @{}
        if ($env:SYNCTHING) { $program.Program = $env:SYNCTHING.Split([IO.Path]::PathSeparator)[0] }
        $laptop, $gpu = Start-SyncSandbox -Name laptop, gpu @program
        $null = New-Item "$TestDrive/nt" -ItemType Directory
        $null = New-RemoteWorkspace nt -HostName gpu -Path "$TestDrive/nt" -RemotePath '~/nt' 6>$null
    }
    AfterAll { Stop-SyncSandbox }

    It 'runs what about_WorkspaceSync_Automation shows' {
        Set-Content "$TestDrive/nt/in.txt" 20
        Push-Location "$TestDrive/nt"
        try { Invoke-RemoteWorkspace { expr $(cat in.txt) + 22 >out.txt } } finally { Pop-Location }
        Get-Content "$TestDrive/nt/out.txt" | Should -Be 42
    }

    It 'shows a workspace in the prompt, and nothing elsewhere' {
        Push-Location "$TestDrive/nt"
        try {
            $null = Get-SyncStatus
            function prompt { "$(Get-SyncPromptSegment) PS> " }
            prompt | Should -Match '^nt \S.* PS> $'
        }
        finally { Pop-Location }
        Push-Location /
        try { "$(Get-SyncPromptSegment)" | Should -BeNullOrEmpty } finally { Pop-Location }
    }

    It 'shows a notification, whose text is nothing but text' {
        $bin = New-Item "$TestDrive/bin" -ItemType Directory
        foreach ($name in 'notify-send', 'osascript') {
            Set-Content "$bin/$name" "#!/bin/sh`nprintf '%s\n' `"`$@`" >'$TestDrive/shown.part' && mv '$TestDrive/shown.part' '$TestDrive/shown.txt'"
            chmod +x "$bin/$name"
            $path = $env:PATH
            try {
                $env:PATH = "${bin}:$path"
                $null = Register-SyncAction nt -On Changed -Notify -Name noticed -Debounce 0.2 -Node $laptop
                $file = "$TestDrive/nt/$name `$(touch owned) <b>&.txt"
                [IO.File]::WriteAllText($file, 'x')
                $null = Wait-SyncShare nt -Node $laptop -Timeout 60
                Wait-Until { Test-Path "$TestDrive/shown.txt" } 'the notification is shown'
                $shown = Get-Content "$TestDrive/shown.txt"
                $shown[-2] | Should -Be 'nt: Changed'
                $shown[-1] | Should -Match "^laptop: .*$name"
                $shown[-1] | Should -Match ($name -eq 'osascript' ? '<b>&\.txt' : '&lt;b&gt;&amp;\.txt')
                "$PWD/owned" | Should -Not -Exist
            }
            finally {
                $env:PATH = $path
                Unregister-SyncAction noticed
                Remove-Item "$TestDrive/shown.txt" -ErrorAction Ignore
            }
        }
        (Get-TestError { $env:PATH = "$TestDrive/none"; try { Register-SyncAction nt -On Changed -Notify -Node $laptop } finally { $env:PATH = $path } }).FullyQualifiedErrorId | Should -Match '^ProgramNotFound'
    }

    It 'writes its configuration as data without secrets, and finds no drift in it' {
        $file = Export-SyncConfiguration "$TestDrive/sync.psd1"
        $data = Import-PowerShellDataFile $file
        $data.Workspaces.Name | Should -Be nt
        $data.Shares.Id | Should -Contain nt
        [xml] $config = Get-Content "$($laptop.ConfigPath)/config.xml" -Raw
        Get-Content $file -Raw | Should -Not -Match ([regex]::Escape($config.configuration.gui.apikey))
        Import-SyncConfiguration $file | Should -BeNullOrEmpty
    }

    It 'shows the drift with -WhatIf and mends it without' {
        $file = "$TestDrive/sync.psd1"
        (Get-Content $file -Raw).Replace("MaxConflicts = -1", "MaxConflicts = 20") | Set-Content $file
        $drift = Import-SyncConfiguration $file -WhatIf
        $drift.Setting, $drift.Now, $drift.Wanted, $drift.IsApplied | Should -Be 'MaxConflicts', '-1', '20', $false
        $drift | Format-Table | Out-String -Width 120 | Should -Match 'share nt +MaxConflicts +-1 +20'
        (Get-SyncShare nt).MaxConflicts | Should -Be -1
        (Import-SyncConfiguration $file).IsApplied | Should -BeTrue
        (Get-SyncShare nt).MaxConflicts | Should -Be 20
        Import-SyncConfiguration $file | Should -BeNullOrEmpty
    }

    It 'writes a report of the workspace that it is in' {
        Push-Location "$TestDrive/nt"
        try { $file = Export-SyncReport "$TestDrive/report.html" -NoCheck } finally { Pop-Location }
        $page = Get-Content $file -Raw
        foreach ($part in '<h1>nt</h1>', 'laptop', 'gpu', 'nt/out.txt', '<svg ') { $page | Should -BeLike "*$part*" }
        $page | Should -Not -Match '<script|https?://|src='
    }

    It 'acts when files arrive, as an engine event, and not after the module is removed' {
        $script = @"
            `$laptop = Start-SyncSandbox -Name solo; `$null = New-SyncShare '$TestDrive/solo' -Node `$laptop
            `$null = Register-SyncAction solo -On Changed -Node `$laptop -Debounce 0.2 { Set-Content '$TestDrive/acted.txt' "`$(`$EventArgs.Share): `$(`$EventArgs.Path)" }
            Set-Content '$TestDrive/solo/new.txt' 1
            foreach (`$i in 1..100) { if (Test-Path '$TestDrive/acted.txt') { break }; Start-Sleep -Milliseconds 100 }
            @(Get-EventSubscriber).Count; (Get-SyncAction | Format-Table | Out-String).Trim()
            Remove-Module WorkspaceSync; @(Get-EventSubscriber).Count
"@
        $run = Invoke-TestPwsh $script @{ SYNCTHING = $env:SYNCTHING }
        $run.Errors | Should -BeNullOrEmpty
        Get-Content "$TestDrive/acted.txt" | Should -Be 'solo: new.txt'
        $lines = $run.Output -split "`n"
        $lines[0], $lines[-1] | Should -Be 1, 0
        $run.Output | Should -Match 'solo-Changed-solo +solo +Changed +solo +1 '
    }

    It 'completes <Line> with <Expected>' -ForEach @(
        @{ Line = 'Get-SyncStatus n'; Expected = 'nt' }
        @{ Line = 'Get-SyncDevice g'; Expected = 'gpu' }
        @{ Line = 'Get-SyncShare -HostName g'; Expected = 'gpu' }
        @{ Line = 'Get-SyncShare -Node lap'; Expected = 'laptop' }
        @{ Line = 'Sync-RemoteWorkspace '; Expected = 'nt' }
        @{ Line = 'New-SyncShare /x -Profile Co'; Expected = 'Code' }
    ) {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $found = (TabExpansion2 $Line $Line.Length).CompletionMatches
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 2
        $found.CompletionText | Should -Contain $Expected
        ($found | Where-Object CompletionText -EQ $Expected).ToolTip | Should -Match "\w.* .*\w|$Expected.+"
    }

    It 'has <_>' -ForEach 'about_WorkspaceSync', 'about_WorkspaceSync_Workspaces', 'about_WorkspaceSync_Flush', 'about_WorkspaceSync_Conflicts', 'about_WorkspaceSync_Automation', 'about_WorkspaceSync_Security' {
        $text = Get-Help $_ | Out-String
        $text | Should -Match 'SHORT DESCRIPTION'
        $text.Length | Should -BeGreaterThan 800
    }
}
