namespace WorkspaceSync;

/// <summary>What is asked of a machine about Syncthing's programs, processes and services, in one go. It changes nothing.</summary>
internal static class SurveyScript
{
    /// <summary>Where people and package managers put programs, the user's own first; the PATH of a bare ssh session has few of these.</summary>
    public const string SearchPath =
        """
        PATH=$HOME/bin:$HOME/.local/bin:${PATH:-/usr/bin:/bin}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:/opt/homebrew/bin:/home/linuxbrew/.linuxbrew/bin:/snap/bin

        """;

    /// <summary>Lets systemctl --user find its manager from a session that sshd has made without PAM.</summary>
    public const string UserBus =
        """
        uid=$(id -u)
        [ -n "${XDG_RUNTIME_DIR-}" ] || [ ! -d "/run/user/$uid" ] || export XDG_RUNTIME_DIR="/run/user/$uid"

        """;

    // Pairs of a name and a value, each ended by NUL.
    private const string Programs =
        """
        wants=${1-all}
        give() { printf '%s\0%s\0' "$1" "$2"; }
        patience=$(command -v timeout || command -v gtimeout); [ -z "$patience" ] || patience="$patience 10"
        seen=:
        consider() {
          [ "$wants" = all ] || return 0
          [ -f "$1" ] && [ -x "$1" ] || return 0
          real=$(readlink -f -- "$1" 2>/dev/null) || real=$1
          case $seen in *":$real:"*) return 0 ;; esac
          seen=$seen$real:
          give program "$1"
          give real "$real"
          give package "$(dpkg-query -S "$real" 2>/dev/null | sed 's/: .*//' | head -n 1 || rpm -qf "$real" 2>/dev/null)"
          give version "$($patience "$1" --version 2>/dev/null </dev/null | head -n 1)"
        }
        give user "$(id -un)"
        give machine "$(uname -m)"
        rest=$PATH:
        while [ -n "$rest" ]; do
          dir=${rest%%:*} rest=${rest#*:}
          [ -z "$dir" ] || consider "$dir/syncthing"
        done

        """;

    private const string Processes =
        """
        if [ -d /proc/self ]; then
          give boot "$(sed -n 's/^btime //p' /proc/stat)"
          give ticks "$(getconf CLK_TCK 2>/dev/null || echo 100)"
          for dir in /proc/[0-9]*; do
            { read -r comm <"$dir/comm"; } 2>/dev/null || continue
            case $comm in syncthing*) ;; *) continue ;; esac
            give process "${dir#/proc/}"
            give stat "$(sed 's/.*) //' "$dir/stat" 2>/dev/null)"
            give owner "$(stat -c %U "$dir" 2>/dev/null)"
            exe=$(readlink "$dir/exe" 2>/dev/null)
            give exe "$exe"
            give unit "$(sed -n 's/^[0-9]*:[^:]*:\(.*\.service\).*/\1/p' "$dir/cgroup" 2>/dev/null | tail -n 1)"
            give arguments "$(tr '\0' '\n' <"$dir/cmdline" 2>/dev/null)"
            vars=$(variables "$dir") && give environment "$vars"
            consider "${exe% (deleted)}"
          done
        else
          ps -axww -o pid=,command= | grep '[s]yncthing' | while read -r pid command; do
            give process "$pid"
            give command "$command"
            give owner "$(ps -o user= -p "$pid")"
            give parent "$(ps -o ppid= -p "$pid")"
            give begun "$(LC_ALL=C ps -o lstart= -p "$pid")"
            give environment "$(ps -Eww -o command= -p "$pid" | tr ' ' '\n' | grep -E '^(ST[A-Z]|XDG_|HOME=)')"
          done
        fi

        """;

    private const string Services =
        """
        user=$(id -un)
        if command -v systemctl >/dev/null; then
          give usermanager "$(systemctl --user is-system-running 2>/dev/null)"
          show='-p LoadState -p ActiveState -p UnitFileState -p FragmentPath -p MainPID'
          give userunit "$(systemctl --user show syncthing.service $show 2>/dev/null)"
          give systemunit "$(systemctl show "syncthing@$user.service" $show 2>/dev/null)"
          [ -e "/var/lib/systemd/linger/$user" ] && give linger yes || give linger no
        fi
        for file in "$HOME"/Library/LaunchAgents/*yncthing*.plist; do
          [ -f "$file" ] && give agent "$file"
        done
        command -v launchctl >/dev/null && give agents "$(launchctl list 2>/dev/null | grep -i syncthing)"
        command -v brew >/dev/null && give brew "$(command -v brew)"
        for file in "${XDG_STATE_HOME:-$HOME/.local/state}"/WorkspaceSync/*.pid; do
          [ -f "$file" ] && give pidfile "$(cat "$file")"
        done
        true
        """;

    public const string Text = SearchPath + UserBus + DaemonEnvironment.Function + Programs + Processes + Services;
}
