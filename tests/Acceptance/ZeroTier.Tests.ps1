BeforeDiscovery {
    Import-Module "$PSScriptRoot/ZeroTier/Namespaces.psm1" -Force
    $hasNamespaces = Test-Namespaces
    $isRoot = $IsLinux -and (id -u) -eq 0 -and (Get-Command setpriv -ErrorAction Ignore)
    if (-not $hasNamespaces) { Write-Warning 'ZEROTIER: NO NETWORK NAMESPACES ARE ALLOWED HERE (they need root on Linux): the same-LAN and cut tests are skipped.' }
    if (-not $isRoot) { Write-Warning 'ZEROTIER: ONLY ROOT CAN BECOME ANOTHER USER: the token tests with real permissions are skipped.' }
}

BeforeAll {
    Import-Module "$PSScriptRoot/../../out/WorkspaceSync", "$PSScriptRoot/ZeroTier/Replay.psm1", "$PSScriptRoot/ZeroTier/Namespaces.psm1" -Force
    $before = $env:ZEROTIER_HOME
}

AfterAll { $env:ZEROTIER_HOME = $before }

Describe 'ZeroTier in a terminal' {
    BeforeAll {
        $env:ZEROTIER_HOME = "$TestDrive/home"
        $replay = Start-ZeroTierReplay stale-40s $env:ZEROTIER_HOME
    }
    AfterAll { Stop-ZeroTierReplay $replay }

    It 'shows a stale path as stale, where zerotier-cli says DIRECT' {
        $row = (Get-ZeroTierPeer 316bfa2b70 | Out-String -Width 120).Split("`n") -match '^316bfa2b70'
        $row | Should -Match '^316bfa2b70 +Leaf +\S*Stale\S* +— +4\d s ago +192\.168\.0\.142'
    }
    It 'indexes what objects hold' {
        (Get-ZeroTierPeer 316bfa2b70).Paths[0].Port | Should -Be 9993
        (Get-ZeroTierNode).Ports[0] | Should -Be 9993
        (Get-ZeroTierNetwork lab).Routes[0].Target | Should -Be '172.25.253.0/24'
    }
    It 'stops as soon as there is enough' {
        (Get-ZeroTierPeer | Select-Object -First 1).Address | Should -Be '2baf2e359c'
    }
    It 'has a table and a list for each kind of object, no wider than the terminal' -ForEach @(
        @{ Script = { Get-ZeroTierNode } }, @{ Script = { Get-ZeroTierPeer } }, @{ Script = { Get-ZeroTierNetwork } }
    ) {
        $lines = (& $Script | Format-Table | Out-String -Width 100).Split("`n").TrimEnd()
        ($lines -replace '\x1b\[[\d;]*m' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
        & $Script | Format-List | Out-String | Should -Match 'HostName'
    }
    It 'changes nothing with -WhatIf' {
        $replay.Shared.Asked.Clear()
        Disconnect-ZeroTierNetwork lab -WhatIf
        Connect-ZeroTierNetwork 8056c2e21c000001 -WhatIf
        $replay.Shared.Asked | Where-Object { $_ -notlike 'GET *' } | Should -BeNullOrEmpty
    }
    It 'has help with examples for every command' -ForEach @(
        @{ Name = 'Get-ZeroTierNode' }, @{ Name = 'Get-ZeroTierPeer' }, @{ Name = 'Get-ZeroTierNetwork' }, @{ Name = 'Test-ZeroTierPath' }
        @{ Name = 'Connect-ZeroTierNetwork' }, @{ Name = 'Disconnect-ZeroTierNetwork' }, @{ Name = 'Set-ZeroTierNetwork' }
    ) {
        (Get-Help $Name -Full).examples.example.Count | Should -BeGreaterOrEqual 2
    }
    It 'never shows the token' {
        Get-ZeroTierNode -Verbose 4>&1 | Format-List * | Out-String | Should -Not -Match 'tokenofthereplay'
        $Error | Out-String | Should -Not -Match 'tokenofthereplay'
    }
}

Describe 'ZeroTier for a user who may not read its token' -Skip:(-not $isRoot) {
    BeforeAll {
        # Not in TestDrive, whose folders may be closed to others.
        $root = (New-Item -ItemType Directory (Join-Path ([System.IO.Path]::GetTempPath()) "wszt-user-$PID")).FullName
        $replay = Start-ZeroTierReplay direct "$root/service"
        [void] (New-Item -ItemType Directory "$root/user")
        chmod 755 $root "$root/service"
        chmod 600 "$root/service/authtoken.secret"
        chmod 644 "$root/service/zerotier-one.port"
        chown -R 65534 "$root/user"
        function Invoke-AsNobody([string] $Script) {
            $text = "Import-Module '$((Get-Module WorkspaceSync).ModuleBase)'; try { $Script } catch { `$_.FullyQualifiedErrorId.Split(',')[0]; `"`$_`" }"
            setpriv --reuid=65534 --regid=65534 --clear-groups env "HOME=$root/user" "ZEROTIER_HOME=$root/service" 'STHOMEDIR=/nowhere' (Get-Process -Id $PID).Path -NoProfile -NonInteractive -Command $text
        }
    }
    AfterAll {
        Stop-ZeroTierReplay $replay
        Remove-Item -Recurse -Force $root
    }

    It 'names the one command that grants access, which does' {
        $id, $message = Invoke-AsNobody 'Get-ZeroTierNode -ErrorAction Stop'
        $id | Should -Be 'ZeroTierTokenUnreadable'
        $command = ($message -split 'Let this user have a copy: ')[1]
        $command | Should -BeLike 'sudo install *'
        # What sudo would do for this user: as root, in their name.
        $env:HOME, $saved = "$root/user", $env:HOME
        try { sh -c $command.Replace('sudo ', '').Replace('$(id -un)', 'nobody') } finally { $env:HOME = $saved }
        Invoke-AsNobody '(Get-ZeroTierNode).Address' | Should -Be 'a93c8e3bb1'
    }
    It 'asks through sudo where sudo allows it without a password' {
        Remove-Item -Force "$root/user/.zeroTierOneAuthToken" # a dot file is hidden
        $recorded = (Resolve-Path "$PSScriptRoot/../WorkspaceSync.Tests/Recordings/zerotier/stale-40s").Path
        Copy-Item -Recurse $recorded "$root/recorded"
        [void] (New-Item -ItemType Directory "$root/bin")
        [System.IO.File]::WriteAllText("$root/bin/sudo", "#!/bin/sh\n[ `"`$1`" = -n ] && shift && exec `"`$@`"\n".Replace('\n', "`n"))
        [System.IO.File]::WriteAllText("$root/bin/zerotier-cli", "#!/bin/sh\nfor last; do :; done\ncase `$last in listpeers) last=peers ;; esac\nexec cat $root/recorded/cli-j-`$last.json\n".Replace('\n', "`n"))
        chmod -R go+rX "$root/recorded" "$root/bin"
        chmod 755 "$root/bin/sudo" "$root/bin/zerotier-cli"
        $env:PATH, $saved = "$root/bin:$env:PATH", $env:PATH
        try { Invoke-AsNobody '(Get-ZeroTierPeer 316bfa2b70).Connection; (Get-ZeroTierNode).ThroughSudo; (Get-ZeroTierNetwork).Name' | Should -Be 'Stale', 'True', 'lab' }
        finally { $env:PATH = $saved; Remove-Item -Recurse "$root/bin", "$root/recorded" }
    }
    It 'names a copy that has gone stale' {
        [System.IO.File]::WriteAllText("$root/user/.zeroTierOneAuthToken", 'yesterdays')
        chmod 644 "$root/user/.zeroTierOneAuthToken"
        $id, $message = Invoke-AsNobody 'Get-ZeroTierNode -ErrorAction Stop'
        $id | Should -Be 'ZeroTierTokenRejected'
        $message | Should -Not -Match 'yesterdays'
    }
}

Describe 'The way to a peer, between two machines' -Skip:(-not $hasNamespaces) {
    BeforeAll { $machines = New-Machines }
    AfterAll { Remove-Machines $machines }

    It 'is direct in the same LAN, through the interface that both are on' {
        $test = Invoke-Here $machines direct-again 'Test-ZeroTierPath -Address 172.25.253.142 -Count 3'
        $test.Peer | Should -Be '316bfa2b70'   # by the MAC in the real neighbour table
        $test.Verdict | Should -Be 'DirectSameLan'
        $test.LocalInterface | Should -Be 'lan0'
        $test.Received | Should -Be 3
        $test.LossPercent | Should -Be 0
        $test.PhysicalLossPercent | Should -Be 0
        $test.Advice | Should -BeNullOrEmpty
    }
    It 'knows the addresses of the peer' {
        (Invoke-Here $machines direct-again '(Test-ZeroTierPath -Address 172.25.253.142 -Count 1), (Get-ZeroTierPeer 316bfa2b70) | ForEach-Object { @{ Addresses = @($_.ManagedAddresses).ForEach{ "$_" } } }')[1].Addresses |
            Should -Contain '172.25.253.142'
    }
    It 'measures what ZeroTier costs' {
        ip netns exec $machines.Here tc qdisc add dev zt0 root netem delay 20ms 2>$null
        if ($LASTEXITCODE -ne 0) { Set-ItResult -Skipped -Because 'THIS KERNEL HAS NO netem' }
        else {
            ip netns exec $machines.Here tc qdisc add dev lan0 root netem delay 10ms
            $test = Invoke-Here $machines direct-again 'Test-ZeroTierPath -Address 172.25.253.142 -Count 5 | Select-Object OverheadPercent, @{ n = "ms"; e = { $_.Latency.TotalMilliseconds } }, @{ n = "bare"; e = { $_.PhysicalLatency.TotalMilliseconds } }'
            ip netns exec $machines.Here tc qdisc del dev zt0 root; ip netns exec $machines.Here tc qdisc del dev lan0 root
            $test.ms | Should -BeGreaterOrEqual 20
            $test.bare | Should -BeGreaterOrEqual 10
            $test.OverheadPercent | Should -BeGreaterThan 50
        }
    }
    It 'is unreachable where nothing comes back, whatever the service says' -ForEach @(
        @{ State = 'stale-10s'; Verdict = 'Unreachable' }, @{ State = 'peer-gone-5s'; Verdict = 'Unreachable' }, @{ State = 'stale-40s'; Verdict = 'Stale' }, @{ State = 'leaf-offline'; Verdict = 'Stale' }
    ) {
        # The service goes on saying DIRECT; the frames go to a card that isn't there.
        $mac = (ip -n $machines.There -j link show zt0 | ConvertFrom-Json).address
        ip -n $machines.There link set zt0 down
        ip -n $machines.Here neigh replace 172.25.253.142 lladdr $mac dev zt0 nud permanent
        try { $test = Invoke-Here $machines $State 'Test-ZeroTierPath -Address 172.25.253.142 -Count 1 -Timeout 0.3' }
        finally { ip -n $machines.Here neigh del 172.25.253.142 dev zt0; ip -n $machines.There link set zt0 up }
        $test.Verdict | Should -Be $Verdict
        $test.IsReachable | Should -BeFalse
        $test.LossPercent | Should -Be 100
        $test.IsSameLan | Should -BeNullOrEmpty
        $test.Advice | Should -Not -BeNullOrEmpty
    }
    It 'is not found where nobody has the address' {
        { Invoke-Here $machines direct 'Test-ZeroTierPath -Address 172.25.253.77' } | Should -Throw '*Nobody on lab*'
    }
}
