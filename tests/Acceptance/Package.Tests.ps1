# The package as it would be published: packed, looked at, and used where nothing else is.
Describe 'The package' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        [xml] $properties = Get-Content "$PSScriptRoot/../../Directory.Build.props" -Raw
        $version = "$($properties.Project.PropertyGroup.Version)".Trim()
        $feed = (New-Item "$TestDrive/feed" -ItemType Directory).FullName
        $packed = dotnet msbuild "$PSScriptRoot/../../tools/Build/Build.proj" -nologo -v:q -t:Pack "-p:PackageFolder=$feed/" 2>&1 | Out-String
        $package = "$feed/WorkspaceSync.$version.nupkg"
        if (-not (Test-Path $package)) { throw "Nothing was packed: $packed" }
        $there = "$TestDrive/Modules/WorkspaceSync/$version"
        [IO.Compression.ZipFile]::ExtractToDirectory($package, $there)
        [xml] $spec = Get-Content "$there/WorkspaceSync.nuspec" -Raw
    }

    It 'says what it is' {
        $about = $spec.package.metadata
        $about.id, $about.version, $about.license.'#text', $about.icon | Should -Be 'WorkspaceSync', $version, 'MIT', 'icon.png'
        $about.tags -split ' ' | Should -Contain PSModule
        $about.releaseNotes | Should -Not -BeNullOrEmpty
        [byte[]] $start = [IO.File]::ReadAllBytes("$there/icon.png")[0..3]
        $start | Should -Be 0x89, 0x50, 0x4E, 0x47
    }

    It 'has a whole manifest' {
        $manifest = Test-ModuleManifest "$there/WorkspaceSync.psd1" -ErrorAction Stop
        $manifest.Version | Should -Be $version
        $manifest.PowerShellVersion | Should -Be '7.4'
        $manifest.CompatiblePSEditions | Should -Be 'Core'
        $manifest.Tags | Should -Contain Syncthing
        foreach ($property in 'Author', 'Description', 'Copyright', 'LicenseUri', 'ReleaseNotes') { $manifest.$property | Should -Not -BeNullOrEmpty -Because $property }
    }

    It 'names every library of others that it ships, with its licence' {
        $notices = Get-Content "$there/THIRD-PARTY-NOTICES.txt" -Raw
        $others = Get-ChildItem "$there/bin" -Recurse -Filter *.dll | Where-Object Name -NotLike 'WorkspaceSync*'
        $others.Count | Should -BeGreaterThan 2
        foreach ($library in $others) { $notices | Should -Match ([regex]::Escape("file: $($library.Name)")) }
        "$there/LICENSE" | Should -Exist
    }

    It 'is small, and has no symbols and nothing of the build' {
        (Get-Item $package).Length | Should -BeLessThan 6MB
        Get-ChildItem $there -Recurse -File | Where-Object Extension -In '.pdb', '.md', '.cs', '.json' | Where-Object Name -NE 'CHANGELOG.md' | Should -BeNullOrEmpty
    }

    It 'works from a module path that has nothing else' {
        $script = 'Import-Module WorkspaceSync -ErrorAction Stop; (Get-Module WorkspaceSync).ModuleBase; (Get-SyncProfile Full).Name; (Get-Help Get-SyncStatus).Synopsis; (Get-Command -Module WorkspaceSync).Count; $Error.Count'
        $start = [Diagnostics.ProcessStartInfo]::new($pwsh)
        '-NoProfile', '-NonInteractive', '-Command', "`$env:PSModulePath = '$TestDrive/Modules'; $script" | ForEach-Object { $start.ArgumentList.Add($_) }
        $start.RedirectStandardOutput = $true
        $start.Environment['PSModulePath'] = "$TestDrive/Modules"
        $start.Environment['XDG_DATA_HOME'] = "$TestDrive/data" # where pwsh looks for the user's own modules
        $process = [Diagnostics.Process]::Start($start)
        $base, $profile, $synopsis, $commands, $errors = $process.StandardOutput.ReadToEnd().Trim() -split "`n"
        $process.WaitForExit()
        $base | Should -Be $there
        $profile | Should -Be Full
        $synopsis | Should -Match '\w+ .*\.$'
        [int] $commands | Should -BeGreaterThan 60
        $errors | Should -Be 0
    }

    It 'is installed by Install-PSResource from a folder' {
        if (-not (Get-Command Install-PSResource -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'THIS pwsh HAS NO PSResourceGet: that Install-PSResource takes the package was not seen here'
            return
        }
        # In a pwsh of its own, with a home of its own: repositories and modules of whoever runs this stay as they are.
        $get = (Get-Module Microsoft.PowerShell.PSResourceGet -ListAvailable)[0].Path
        $script = @"
            `$ErrorActionPreference = 'Stop'
            Import-Module '$get'
            Register-PSResourceRepository -Name Folder -Uri '$feed' -Trusted
            (Find-PSResource WorkspaceSync -Repository Folder).Type
            Install-PSResource WorkspaceSync -Repository Folder -Scope CurrentUser
            Install-PSResource WorkspaceSync -Repository Folder -Scope CurrentUser -WarningAction Ignore
            [string] (Get-InstalledPSResource WorkspaceSync).Version
            Import-Module WorkspaceSync
            (Get-Module WorkspaceSync).ModuleBase
            (Get-Command -Module WorkspaceSync).Count
            (Get-SyncProfile Full).Name
            Remove-Module WorkspaceSync
            Uninstall-PSResource WorkspaceSync
            @(Get-InstalledPSResource WorkspaceSync -ErrorAction Ignore).Count
"@
        $start = [Diagnostics.ProcessStartInfo]::new($pwsh)
        '-NoProfile', '-NonInteractive', '-Command', $script | ForEach-Object { $start.ArgumentList.Add($_) }
        $start.RedirectStandardOutput = $start.RedirectStandardError = $true
        $start.Environment['HOME'] = (New-Item "$TestDrive/home" -ItemType Directory).FullName
        'PSModulePath', 'XDG_DATA_HOME', 'XDG_CONFIG_HOME', 'XDG_CACHE_HOME' | ForEach-Object { [void] $start.Environment.Remove($_) }
        $process = [Diagnostics.Process]::Start($start)
        $complaints = $process.StandardError.ReadToEndAsync()
        $said = $process.StandardOutput.ReadToEnd().Trim() -split "`n"
        $process.WaitForExit()
        $type, $installed, $base, $commands, $profile, $left = $said
        $complaints.Result | Should -BeNullOrEmpty
        $type, $installed, $profile, $left | Should -Be 'Module', $version, 'Full', '0'
        $base | Should -Be "$TestDrive/home/.local/share/powershell/Modules/WorkspaceSync/$version"
        [int] $commands | Should -BeGreaterThan 60
    }
}
