# What travels and what does not.
Describe 'Ignore patterns' {
    BeforeAll {
        Import-Module "$PSScriptRoot/Acceptance.psm1" -Force
        $laptop, $gpu = Start-TestShare "$TestDrive"
        $here, $there = "$TestDrive/laptop/nt", "$TestDrive/gpu/nt"
    }
    AfterAll { Stop-SyncSandbox }

    It 'sets, adds, shows and removes, and changes nothing with -WhatIf' {
        Set-SyncIgnore nt '*.tmp', '/build' -Node $laptop -WhatIf
        "$here/.stignore" | Should -Not -Exist
        Set-SyncIgnore nt '*.tmp', '/build' -Node $laptop
        Add-SyncIgnore nt 'large data/**' -Node $laptop
        (Get-SyncIgnore nt -Node $laptop).Pattern | Should -Be '*.tmp', '/build', 'large data/**'
        Get-Content "$here/.stignore" | Should -Be '*.tmp', '/build', 'large data/**'
        Remove-SyncIgnore nt '/build' -Node $laptop
        (Invoke-TestApi $laptop 'db/ignores?folder=nt' | ConvertFrom-Json).ignore | Should -Be '*.tmp', 'large data/**'
    }

    It 'says which pattern decides, for paths that are not there' {
        $verdict = Test-SyncIgnore nt 'src/a.py', 'x/y.tmp' -Node $laptop
        $verdict.Travels | Should -Be $true, $false
        $verdict[1].Pattern | Should -Be '*.tmp'
        $verdict[1].LineNumber | Should -Be 1
    }

    It 'says what the daemon then does' {
        Set-Content "$here/kept.txt" x
        Set-Content "$here/left.tmp" x
        $null = Wait-SyncShare nt -Node $laptop
        "$there/kept.txt" | Should -Exist
        "$there/left.tmp" | Should -Not -Exist
    }

    It 'refuses a pattern that would stop the folder, before it is sent' {
        $before = Get-Content "$here/.stignore" -Raw
        $problem = Get-TestError { Set-SyncIgnore nt '[' -Node $laptop -ErrorAction Stop }
        $problem.FullyQualifiedErrorId | Should -BeLike 'IgnorePatternInvalid,*'
        $problem.CategoryInfo.Category | Should -Be InvalidArgument
        Get-Content "$here/.stignore" -Raw | Should -Be $before
    }

    It 'has profiles, the user''s own among them' {
        (Get-SyncProfile).Name | Should -Contain Full
        (Get-SyncProfile Full).Patterns | Should -Contain '(?d).venv'
        $null = New-Item "$TestDrive/config/WorkspaceSync/Profiles" -ItemType Directory
        Set-Content "$TestDrive/config/WorkspaceSync/Profiles/Mine.stignore" '*.mine'
        (Invoke-TestPwsh '(Get-SyncProfile Mine).IsBuiltIn, (Get-SyncProfile Mine).Patterns' @{ XDG_CONFIG_HOME = "$TestDrive/config" }).Output -split '\s+' |
            Should -Be 'False', '*.mine'
    }

    It 'warns of a .git that would travel in part, and leaves all of it out when asked' {
        $null = New-Item "$TestDrive/laptop/repo/.git/objects" -ItemType Directory
        Set-Content "$TestDrive/laptop/repo/.git/HEAD" 'ref: refs/heads/main'
        $null = New-SyncShare "$TestDrive/laptop/repo" -Profile Full -Node $laptop -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'ExcludeGit'
        $null = New-SyncShare "$TestDrive/laptop/clean" -Profile Full -ExcludeGit -Node $laptop -WarningVariable none
        $none | Should -BeNullOrEmpty
        (Test-SyncIgnore clean .git/HEAD -Node $laptop).Travels | Should -BeFalse
    }
}
