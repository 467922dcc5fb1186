# The real service in network namespaces: A is moon and controller, B and C are leaves on one LAN. Nothing leaves the
# namespaces. $env:ZEROTIER_ONE names the program: zerotier-one, built with 'make ZT_SSO_SUPPORTED=0 one'.

$script:id = "wsztl$PID"
$script:program = $env:ZEROTIER_ONE
$script:nobody = '02:00:00:00:00:99'

function Get-LabHome { param($Name) "$script:root/$Name" }
function Get-LabSpace { param($Name) "$script:id-$Name" }

# The service's own words, for comparison.
function Invoke-LabCli { param($Name, [Parameter(ValueFromRemainingArguments)] $Arguments) ip netns exec (Get-LabSpace $Name) $script:program -q "-D$(Get-LabHome $Name)" @Arguments }

function Wait-Lab { param([scriptblock] $Condition, [string] $What, [int] $Seconds = 60)
    $deadline = [DateTime]::UtcNow.AddSeconds($Seconds)
    while (-not (& $Condition)) {
        if ([DateTime]::UtcNow -gt $deadline) { throw "The lab did not come up: $What" }
        Start-Sleep -Milliseconds 200 # between two looks at the condition
    }
}

function Start-LabService { param($Name)
    $folder = Get-LabHome $Name
    Remove-Item "$folder/zerotier-one.port" -ErrorAction Ignore
    $script:services[$Name] = Start-Process ip "netns exec $(Get-LabSpace $Name) $script:program -p9993 $folder" -PassThru -RedirectStandardOutput "$folder/out" -RedirectStandardError "$folder/err"
    Wait-Lab { (Test-Path "$folder/zerotier-one.port") -and (Test-Path "$folder/authtoken.secret") -and (Invoke-LabCli $Name info) -match '^200' } "service $Name"
}

function Stop-LabService { param($Name)
    $script:services[$Name] | Stop-Process -ErrorAction Ignore
    $script:services[$Name] | Wait-Process -Timeout 10 -ErrorAction Ignore
}

function Start-Lab {
    $script:root = (New-Item -ItemType Directory (Join-Path ([System.IO.Path]::GetTempPath()) $script:id)).FullName
    $script:services = @{}
    ip netns add (Get-LabSpace lan)
    ip -n (Get-LabSpace lan) link add br0 type bridge
    ip -n (Get-LabSpace lan) link set br0 up
    $addresses = [ordered]@{ a = '192.168.0.1'; b = '192.168.0.111'; c = '192.168.0.142' }
    foreach ($name in $addresses.Keys) {
        $space = Get-LabSpace $name
        ip netns add $space
        ip -n $space link set lo up
        ip -n (Get-LabSpace lan) link add "v$name" type veth peer name eth0 netns $space
        ip -n (Get-LabSpace lan) link set "v$name" master br0 up
        ip -n $space addr add "$($addresses[$name])/24" dev eth0
        ip -n $space link set eth0 up
        [void] (New-Item -ItemType Directory "$(Get-LabHome $name)/moons.d")
        [System.IO.File]::WriteAllText("$(Get-LabHome $name)/local.conf", '{"settings":{"portMappingEnabled":false}}')
    }
    Start-LabService a
    Stop-LabService a
    Push-Location $script:root
    try {
        $moon = & $script:program -i initmoon "$(Get-LabHome a)/identity.public" | ConvertFrom-Json
        $moon.roots[0].stableEndpoints = @('192.168.0.1/9993')
        [System.IO.File]::WriteAllText("$script:root/moon.json", ($moon | ConvertTo-Json -Depth 9))
        [void] (& $script:program -i genmoon moon.json)
        foreach ($name in 'a', 'b', 'c') { Copy-Item *.moon "$(Get-LabHome $name)/moons.d/" }
    }
    finally { Pop-Location }
    foreach ($name in 'a', 'b', 'c') { Start-LabService $name }
    $network = (Invoke-LabCli a info).Split(' ')[2] + '000001'
    $body = '{"name":"lab","private":false,"routes":[{"target":"172.25.253.0/24","via":null}],"ipAssignmentPools":[{"ipRangeStart":"172.25.253.1","ipRangeEnd":"172.25.253.254"}],"v4AssignMode":{"zt":true},"v6AssignMode":{"rfc4193":true}}'
    $token = Get-Content -Raw "$(Get-LabHome a)/authtoken.secret"
    "header = `"X-ZT1-Auth: $token`"" | ip netns exec (Get-LabSpace a) curl -s -o /dev/null -K - -d $body "http://127.0.0.1:9993/controller/network/$network"
    foreach ($name in 'b', 'c') {
        [void] (Invoke-LabCli $name join $network)
        Wait-Lab { (Invoke-LabCli $name listnetworks) -match ' OK ' } "$name on the network"
    }
    $far = Invoke-LabCli c -j listnetworks | ConvertFrom-Json
    [pscustomobject]@{ Peer = (Invoke-LabCli c info).Split(' ')[2]; Address = ($far.assignedAddresses -like '172*').Split('/')[0] }
}

function Stop-Lab {
    foreach ($name in @($script:services.Keys)) { Stop-LabService $name }
    foreach ($name in 'a', 'b', 'c', 'lan') { ip netns del (Get-LabSpace $name) 2>$null }
    Remove-Item -Recurse -Force $script:root
}

# Nothing passes between B and C any more, while A still hears both: their frames go to a card that isn't there.
function Set-LabCut { param([bool] $Cut)
    foreach ($pair in @('b', '192.168.0.142'), @('c', '192.168.0.111')) {
        if ($Cut) { ip -n (Get-LabSpace $pair[0]) neigh replace $pair[1] lladdr $script:nobody dev eth0 nud permanent }
        else { ip -n (Get-LabSpace $pair[0]) neigh del $pair[1] dev eth0 }
    }
}

Export-ModuleMember Start-Lab, Stop-Lab, Set-LabCut, Invoke-LabCli, Get-LabHome, Get-LabSpace
