#!/usr/bin/env bash
# Installs the programs named on the command line that are missing here, with apt-get or brew, and says so;
# says nothing when none is missing. No service is started, restarted or left enabled.
# Keeps to bash 3.2, which is what macOS has.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)

has() { # sshd is not in the PATH of ordinary users
    command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ] || [ -x "/usr/local/sbin/$1" ]
}

package_of() {
    case $manager/$1 in
        apt-get/ssh) echo openssh-client ;;
        apt-get/sshd) echo openssh-server ;;
        brew/ssh | brew/sshd) echo openssh ;;
        *) echo "$1" ;;
    esac
}

refuse() {
    echo "Missing:$missing. $1" >&2
    exit 1
}

missing=
for program in "$@"; do
    has "$program" || missing="$missing $program"
done
[ -n "$missing" ] || exit 0

if [ "$(uname)" = Linux ] && has apt-get; then
    manager=apt-get
elif has brew; then
    manager=brew
else
    refuse "There is neither apt-get nor brew here: install them with this system's package manager, and run this again."
fi

packages=
for program in $missing; do
    package=$(package_of "$program")
    case " $packages " in
        *" $package "*) ;;
        *) packages="$packages $package" ;;
    esac
done

if [ $manager = brew ]; then
    echo "Missing:$missing. Installing with brew:$packages (no service is started)."
    # shellcheck disable=SC2086 # a list
    HOMEBREW_NO_INSTALL_CLEANUP=1 HOMEBREW_NO_INSTALLED_DEPENDENTS_CHECK=1 brew install --quiet $packages ||
        refuse "brew could not install them. Do it, and run this again:  brew install$packages"
else
    by_hand="sudo apt-get install$packages"
    case " $missing " in
        *" syncthing "*) # Debian's package sends SIGHUP to every syncthing as it is installed, which restarts them
            if running=$(pgrep -x syncthing); then
                refuse "Syncthing runs here from outside of PATH (process $(echo $running)), and installing the package would \
restart it. Put its folder into PATH, or install it at a time of your own:  $by_hand"
            fi ;;
    esac
    if [ "$(id -u)" -eq 0 ]; then
        root=
    elif has sudo && { sudo -n true 2>/dev/null || { : </dev/tty; } 2>/dev/null; }; then
        root=sudo
    else
        refuse "Installing needs root, and there is no sudo to ask. As root, do it, and run this again:  apt-get install$packages"
    fi
    echo "Missing:$missing. Installing with ${root:+$root }apt-get:$packages (no service is started)."
    # shellcheck disable=SC2086 # a list
    $root bash "$here/apt.sh" $packages || refuse "apt-get could not install them. Do it, and run this again:  $by_hand"
fi

still=
for program in $missing; do
    has "$program" || still="$still $program"
done
missing=$still
[ -z "$missing" ] || refuse "Installing$packages did not bring it. Install it by hand, and run this again."
