# On the real service, where there is one: $env:ZEROTIER_ONE is the path of zerotier-one, and root may make namespaces.
BeforeDiscovery {
    Import-Module "$PSScriptRoot/ZeroTier/Namespaces.psm1" -Force
    $canRun = $env:ZEROTIER_ONE -and (Test-Namespaces) -and (Test-Path /dev/net/tun)
    if (-not $canRun) { Write-Warning 'ZEROTIER: THE REAL SERVICE WAS NOT TRIED: set ZEROTIER_ONE to a zerotier-one, and run as root on Linux.' }
}

Describe 'The verdict on the real service' -Skip:(-not $canRun) {
    BeforeAll {
        Import-Module "$PSScriptRoot/../../out/WorkspaceSync", "$PSScriptRoot/ZeroTier/Lab.psm1" -Force
        $far = Start-Lab
        # One session on B all the while, as a user has it, that is told what to do line by line.
        $script = Join-Path $TestDrive 'session.ps1'
        [System.IO.File]::WriteAllText($script, @"
Import-Module '$((Get-Module WorkspaceSync).ModuleBase)'
`$env:ZEROTIER_HOME = '$(Get-LabHome b)'; `$env:STHOMEDIR = '/nowhere'
while (`$line = [Console]::In.ReadLine()) { "$([char]0x1e)" + (& ([scriptblock]::Create(`$line)) 2>&1 | ConvertTo-Json -Depth 3 -AsArray -Compress -EnumsAsStrings) }
"@)
        $start = [System.Diagnostics.ProcessStartInfo]::new('ip')
        'netns', 'exec', (Get-LabSpace b), (Get-Process -Id $PID).Path, '-NoProfile', '-NonInteractive', '-File', $script | ForEach-Object { $start.ArgumentList.Add($_) }
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        $session = [System.Diagnostics.Process]::Start($start)
        function Invoke-OnB([string] $Line) {
            $session.StandardInput.WriteLine($Line)
            do { $answer = $session.StandardOutput.ReadLine() } until ($null -eq $answer -or $answer.StartsWith([char]0x1e))
            $objects = $answer.TrimStart([char]0x1e) | ConvertFrom-Json
            if ($objects.Exception) { throw $objects.Exception.Message }
            $objects
        }
        function Get-CliWord { ((Invoke-LabCli b peers) -match "^$($far.Peer)").Split(' ', [StringSplitOptions]::RemoveEmptyEntries)[4] }
        $test = "Test-ZeroTierPath -Address $($far.Address) -Count 1 -Timeout 0.5"
    }
    AfterAll {
        $session.StandardInput.Close()
        $session.WaitForExit(10000)
        Stop-Lab
    }

    It 'is direct in the same LAN after a nudge' {
        $tests = Invoke-OnB "Test-ZeroTierPath -Address $($far.Address) -UntilDirect -Timeout 60"
        $tests[-1].Verdict | Should -Be DirectSameLan
        $tests[-1].Peer | Should -Be $far.Peer
        $tests[-1].LocalInterface | Should -Be eth0
        (Invoke-OnB "Get-ZeroTierPeer -Ip $($far.Address)").Address | Should -Be $far.Peer
    }
    It 'is never direct after a cut, and stale within half a minute, while the service says DIRECT' {
        Set-LabCut $true
        $cut = [System.Diagnostics.Stopwatch]::StartNew()
        $samples = while ($cut.Elapsed.TotalSeconds -lt 40) {
            $began = $cut.Elapsed.TotalSeconds
            [pscustomobject]@{ Seconds = $began; Verdict = (Invoke-OnB $test).Verdict; Connection = (Invoke-OnB "Get-ZeroTierPeer $($far.Peer)").Connection; Cli = Get-CliWord }
            Start-Sleep -Milliseconds 500 # a sample now and then is enough
        }
        $samples.Verdict | Should -Not -BeIn DirectSameLan, Direct
        ($samples | Where-Object Seconds -gt 31).Connection | Sort-Object -Unique | Should -Be Stale
        ($samples | Where-Object Seconds -gt 31).Verdict | Sort-Object -Unique | Should -Be Stale
        $samples[-1].Cli | Should -Be DIRECT   # zerotier-cli, at that moment
    }
    It 'is direct again once the path is mended' {
        Set-LabCut $false
        $tests = Invoke-OnB "Test-ZeroTierPath -Peer $($far.Peer) -UntilDirect -Timeout 90"
        $tests[-1].Verdict | Should -Be DirectSameLan
    }
    It 'leaves, joins and sets, and the service has it so' {
        $network = (Invoke-OnB 'Get-ZeroTierNetwork lab').Id
        (Invoke-OnB 'Set-ZeroTierNetwork lab -AllowGlobal $true -PassThru').AllowGlobal | Should -BeTrue
        (Invoke-LabCli b -j listnetworks | ConvertFrom-Json).allowGlobal | Should -BeTrue
        Invoke-OnB 'Disconnect-ZeroTierNetwork lab' | Should -BeNullOrEmpty
        Invoke-LabCli b -j listnetworks | ConvertFrom-Json | Should -BeNullOrEmpty
        (Invoke-OnB "Connect-ZeroTierNetwork $network -PassThru").Status | Should -Be Ok
    }
}
