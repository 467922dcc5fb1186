# Two "machines" in network namespaces, joined by two cables: a LAN, and one that stands for the ZeroTier network. The far
# machine's card on that has the MAC that ZeroTier would give to 316bfa2b70 on 2baf2e359c000001.

$script:id = "wszt$PID"

function Test-Namespaces {
    if (-not $IsLinux -or (id -u) -ne 0 -or -not (Get-Command ip -ErrorAction Ignore)) { return $false }
    ip netns add "$script:id-try" 2>$null
    $works = $LASTEXITCODE -eq 0
    if ($works) { ip netns del "$script:id-try" }
    $works
}

function New-Machines {
    $here, $there = "$script:id-b", "$script:id-c"
    foreach ($machine in $here, $there) { ip netns add $machine; ip -n $machine link set lo up }
    ip -n $here link add lan0 type veth peer name lan0 netns $there
    ip -n $here link add zt0 type veth peer name zt0 netns $there
    ip -n $there link set zt0 address 02:31:6b:66:1e:5e
    ip -n $here addr add 192.168.0.111/24 dev lan0
    ip -n $there addr add 192.168.0.142/24 dev lan0
    ip -n $here addr add 172.25.253.10/24 dev zt0
    ip -n $there addr add 172.25.253.142/24 dev zt0
    foreach ($machine in $here, $there) { ip -n $machine link set lan0 up; ip -n $machine link set zt0 up }
    [pscustomobject]@{ Here = $here; There = $there }
}

function Remove-Machines { param($Machines) foreach ($machine in $Machines.Here, $Machines.There) { ip netns del $machine 2>$null } }

# Runs a script on the machine that is "here", with the module and the replayed service; gives the objects that it wrote.
function Invoke-Here {
    param($Machines, [string] $State, [string] $Script)
    $folder = Join-Path ([System.IO.Path]::GetTempPath()) "wszt-$([guid]::NewGuid().ToString('n').Substring(0, 8))"
    $file = Join-Path $folder 'run.ps1'
    [void] (New-Item -ItemType Directory $folder)
    [System.IO.File]::WriteAllText($file, @"
`$ErrorActionPreference = 'Stop'
Import-Module '$((Get-Module WorkspaceSync).ModuleBase)', '$PSScriptRoot/Replay.psm1'
`$env:ZEROTIER_HOME = '$folder/home'
`$env:STHOMEDIR = '$folder/nowhere'
`$replay = Start-ZeroTierReplay $State `$env:ZEROTIER_HOME -Rewrite @{ 'ztdyzs4nm5' = 'zt0' }
try { & { $Script } | ConvertTo-Json -Depth 4 -AsArray -EnumsAsStrings } finally { Stop-ZeroTierReplay `$replay }
"@)
    try {
        $output = ip netns exec $Machines.Here (Get-Process -Id $PID).Path -NoProfile -NonInteractive -File $file 2>&1
        if ($LASTEXITCODE -ne 0) { throw ($output -join "`n") }
        $output -join "`n" | ConvertFrom-Json
    }
    finally { Remove-Item -Recurse $folder }
}

Export-ModuleMember Test-Namespaces, New-Machines, Remove-Machines, Invoke-Here
