# What goes wrong has a name, a category and the user's value, and changes nothing.
Describe 'Errors' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        $laptop, $gpu = Start-TestPair
        $null = New-SyncShare "$TestDrive/nt" -Node $laptop
        $before = Invoke-TestApi $laptop config
        Set-Content "$TestDrive/file" x
        $wrong = 'HO6V7TZ-BZPRBUA-EUN4B2U-3OGR7VN-LLN66WD-4AZTWFW-5TV5CEJ-TTWXGQ7'
        $closed = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $closed.Start(); $port = $closed.LocalEndpoint.Port; $closed.Stop()
    }
    AfterAll { Stop-SyncSandbox }

    It '<Id>, <Category>: <Script>' -ForEach @(
        @{ Id = 'ShareNotFound'; Category = 'ObjectNotFound'; Script = { Get-SyncShare nothing -Node $laptop } }
        @{ Id = 'ShareNotFound'; Category = 'ObjectNotFound'; Script = { Get-SyncStatus nothing -Node $laptop } }
        @{ Id = 'ShareNotFound'; Category = 'ObjectNotFound'; Script = { Wait-SyncShare nothing -Node $laptop } }
        @{ Id = 'ShareNotFound'; Category = 'ObjectNotFound'; Script = { Suspend-SyncShare nothing -Node $laptop } }
        @{ Id = 'ShareNotFound'; Category = 'ObjectNotFound'; Script = { Remove-SyncShare nothing -Confirm:$false -Node $laptop } }
        @{ Id = 'DeviceNotFound'; Category = 'ObjectNotFound'; Script = { Get-SyncDevice nobody -Node $laptop } }
        @{ Id = 'DeviceNotFound'; Category = 'ObjectNotFound'; Script = { New-SyncShare "$TestDrive/new" -Device nobody -Node $laptop } }
        @{ Id = 'DeviceIdInvalid'; Category = 'InvalidArgument'; Script = { New-SyncDevice -DeviceId $wrong -Node $laptop } }
        @{ Id = 'AddressInvalid'; Category = 'InvalidArgument'; Script = { Set-SyncDevice gpu -Address 'ftp://x' -Node $laptop } }
        @{ Id = 'ShareExists'; Category = 'ResourceExists'; Script = { New-SyncShare "$TestDrive/elsewhere" -Id nt -Node $laptop } }
        @{ Id = 'PathOverlaps'; Category = 'ResourceExists'; Script = { New-SyncShare "$TestDrive/nt/inner" -Node $laptop } }
        @{ Id = 'PathInvalid'; Category = 'InvalidArgument'; Script = { New-SyncShare "$TestDrive/file" -Node $laptop } }
        @{ Id = 'ProfileNotFound'; Category = 'ObjectNotFound'; Script = { Get-SyncProfile nothing } }
        @{ Id = 'ProfileNotFound'; Category = 'ObjectNotFound'; Script = { New-SyncShare "$TestDrive/new" -Profile nothing -Node $laptop } }
        @{ Id = 'IgnorePatternInvalid'; Category = 'InvalidArgument'; Script = { New-SyncShare "$TestDrive/new" -IgnorePattern '[' -Node $laptop } }
        @{ Id = 'ShareNotShared'; Category = 'InvalidOperation'; Script = { Wait-SyncShare nt -Node $laptop } }
        @{ Id = 'NodeNotFound'; Category = 'ObjectNotFound'; Script = { Get-SyncNode nobody } }
        @{ Id = 'NodeUnreachable'; Category = 'ConnectionError'; Script = { Connect-SyncNode "http://127.0.0.1:$port" x } }
        @{ Id = 'ApiKeyRejected'; Category = 'AuthenticationError'; Script = { Connect-SyncNode $laptop.Uri wrong } }
        @{ Id = 'NodeExists'; Category = 'ResourceExists'; Script = { Start-SyncSandbox -Name laptop } }
        @{ Id = 'ProgramNotFound'; Category = 'NotInstalled'; Script = { Start-SyncSandbox -Count 1 -Program /nowhere/syncthing } }
    ) {
        $ErrorActionPreference = 'Stop'
        $problem = Get-TestError $Script
        $problem.FullyQualifiedErrorId | Should -BeLike "$Id,WorkspaceSync.*"
        $problem.CategoryInfo.Category | Should -Be $Category
        $problem.Exception.Message | Should -Not -Match 'Exception|\bat WorkspaceSync'
        Invoke-TestApi $laptop config | Should -Be $before
        "$TestDrive/new" | Should -Not -Exist
    }

    It 'goes on with the next name after one that is missing, and names it' {
        $found = Get-SyncShare gone, nt -Node $laptop -ErrorVariable problem -ErrorAction SilentlyContinue
        $found.Id | Should -Be nt
        $problem.Count | Should -Be 1
        $problem[0].TargetObject | Should -Be gone
    }

    It 'is silent about a wildcard that matches nothing' {
        Get-SyncShare gone* -Node $laptop -ErrorAction Stop | Should -BeNullOrEmpty
        Get-SyncDevice gone* -Node $laptop -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'says which character of a device id is wrong' {
        (Get-TestError { New-SyncDevice -DeviceId $wrong -Node $laptop -ErrorAction Stop }).Exception.Message | Should -Match 'V, not A'
    }

    It 'never shows a key' {
        [xml] $config = Get-Content "$($laptop.ConfigPath)/config.xml" -Raw
        $key = $config.configuration.gui.apikey
        $node = Connect-SyncNode $laptop.Uri $key -Name again
        $all = ($node, $Error[0], (Get-TestError { Connect-SyncNode $laptop.Uri "$key-wrong" })) | Format-List * -Force | Out-String
        $all | Should -Not -Match ([regex]::Escape($key))
        Disconnect-SyncNode again
    }

    It 'says that it is not Syncthing that answers' {
        $listener = [Net.HttpListener]::new()
        $listener.Prefixes.Add("http://127.0.0.1:$port/")
        $listener.Start()
        try {
            $job = [PowerShell]::Create().AddScript({
                param($listener)
                while ($listener.IsListening) {
                    try { $context = $listener.GetContext() } catch { return }
                    $bytes = [Text.Encoding]::UTF8.GetBytes('<html><body>403 Forbidden</body></html>')
                    $context.Response.StatusCode = 403
                    $context.Response.ContentType = 'text/html'
                    $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                    $context.Response.Close()
                }
            }).AddArgument($listener)
            $null = $job.BeginInvoke()
            (Get-TestError { Connect-SyncNode "http://127.0.0.1:$port" x }).FullyQualifiedErrorId | Should -BeLike 'NotSyncthing,*'
        }
        finally { $listener.Stop(); $listener.Close() }
    }
}
