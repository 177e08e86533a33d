#!/bin/bash
# Makes a fresh Debian 12 (no desktop chosen) into the waiting-room kiosk. As root, in a clone of the repository:
#   resources/kiosk/debian/setup.sh [--dry-run] [--wheel FILE] [--x11]
#   --dry-run    only says what would be done
#   --wheel FILE installs this built program (and its constraints.txt, if that lies beside it) in place of the clone
#   --x11        the session of X and openbox in place of cage
# A second run brings everything up to date; the clinic's settings in /etc/metastasis-viewer stay as they are.
# Tried: a fresh Debian 12 in a container, first and second run, --x11, --dry-run. Not tried: --wheel.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
clone=$(cd "$here/../../.." && pwd)
account=kiosk
home=/var/lib/metastasis-kiosk
program=/opt/metastasis-viewer
settings=/etc/metastasis-viewer
dry=no
x11=no
wheel=

fail() {
    echo "setup.sh: $*" >&2
    exit 1
}

while [ $# -gt 0 ]; do
    case "$1" in
        --dry-run) dry=yes ;;
        --x11) x11=yes ;;
        --wheel)
            [ $# -gt 1 ] || fail "--wheel needs a file"
            wheel=$2
            shift
            ;;
        *) fail "$1 is not known; expected --dry-run, --wheel FILE, --x11" ;;
    esac
    shift
done

say() { printf '\n== %s\n' "$*"; }

run() {
    printf '   %s\n' "$*"
    if [ "$dry" = no ]; then "$@"; fi
}

# put FILE GOAL [MODE]: a file of this kit at its place.
put() {
    run install -D -m "${3:-0644}" -o root -g root "$here/$1" "$2"
}

# Where no service manager runs, as in a chroot, files are made and nothing is started.
manager=no
if [ -d /run/systemd/system ]; then manager=yes; fi
told() { if [ "$manager" = yes ]; then run "$@"; fi; }

check() {
    [ "$dry" = yes ] || [ "$(id -u)" = 0 ] || fail "run it as root, or with --dry-run"
    # shellcheck source=/dev/null
    . /etc/os-release
    if [ "${ID-}" != debian ] || [ "${VERSION_ID-}" != 12 ]; then
        fail "this is ${PRETTY_NAME-an unknown system}; expected Debian 12"
    fi
    if [ -n "$wheel" ] && [ ! -f "$wheel" ]; then fail "$wheel: there is no such file"; fi
    if [ -z "$wheel" ] && [ ! -f "$clone/pyproject.toml" ]; then
        fail "$clone is no clone of the repository; expected one, or --wheel FILE"
    fi
}

packages() {
    say "Packages"
    local session=(cage xwayland seatd)
    if [ "$x11" = yes ]; then session=(xserver-xorg xserver-xorg-legacy xinit openbox x11-xserver-utils); fi
    local voice=(speech-dispatcher speech-dispatcher-espeak-ng alsa-utils)
    local paper=(cups-daemon cups-client cups-filters cups-ipp-utils)
    run apt-get -qq update
    run env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends \
        "${session[@]}" "${voice[@]}" "${paper[@]}" libpam-systemd dbus-user-session python3-venv libgl1-mesa-dri \
        systemd-timesyncd unattended-upgrades
}

make_account() {
    say "Account $account: no password, no shell, no other groups"
    if ! getent passwd "$account" >/dev/null; then
        run useradd --system --user-group --home-dir "$home" --create-home --shell /usr/sbin/nologin "$account"
    fi
    run usermod --lock --groups "" --shell /usr/sbin/nologin "$account"
    run chmod 0700 "$home"
}

install_program() {
    say "The program, in $program; only root may change it"
    local constraints="$clone/constraints.txt" what="$clone" libraries
    if [ -n "$wheel" ]; then
        what=$wheel
        constraints=$(dirname "$wheel")/constraints.txt
    fi
    local pinned=()
    if [ -f "$constraints" ]; then pinned=(-c "$constraints"); fi
    if [ ! -x "$program/bin/python" ]; then run python3 -m venv "$program"; fi
    run "$program/bin/python" -m pip install --quiet --disable-pip-version-check --upgrade "${pinned[@]}" "$what"
    run chown -R root:root "$program"
    run chmod -R go-w,a+rX "$program"
    put metastasis-viewer /usr/local/bin/metastasis-viewer 0755
    if [ "$dry" = yes ]; then return; fi
    libraries=$("$program/bin/python" -I -m viewer.libraries --packages)
    if [ -n "$libraries" ]; then
        # shellcheck disable=SC2086 # a word each
        run env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $libraries
    fi
}

put_files() {
    say "Session and services"
    put pam /etc/pam.d/metastasis-kiosk
    put session /usr/local/lib/metastasis-kiosk/session 0755
    put metastasis-kiosk-session.service /etc/systemd/system/metastasis-kiosk-session.service
    put metastasis-kiosk.service /etc/systemd/user/metastasis-kiosk.service
    put seatd.conf /etc/systemd/system/seatd.service.d/metastasis-kiosk.conf
    if [ "$x11" = yes ]; then
        put x11/session.conf /etc/systemd/system/metastasis-kiosk-session.service.d/x11.conf
        put x11/rc.xml /usr/local/lib/metastasis-kiosk/openbox.xml
        put x11/xorg.conf /etc/X11/xorg.conf.d/metastasis-kiosk.conf
    fi
    say "The system around it"
    put logind.conf /etc/systemd/logind.conf.d/metastasis-kiosk.conf
    put system.conf /etc/systemd/system.conf.d/metastasis-kiosk.conf
    put journald.conf /etc/systemd/journald.conf.d/metastasis-kiosk.conf
    put sysctl.conf /etc/sysctl.d/90-metastasis-kiosk.conf
    put upgrades.conf /etc/apt/apt.conf.d/52metastasis-kiosk
    if [ -d /etc/default/grub.d ] || command -v update-grub >/dev/null; then
        put grub.cfg /etc/default/grub.d/metastasis-kiosk.cfg
    fi
}

put_settings() {
    say "The clinic's settings, in $settings: only root writes them, only root and $account read them"
    run install -d -m 0750 -o root -g "$account" "$settings"
    if [ ! -e "$settings/site.toml" ]; then
        run install -m 0640 -o root -g "$account" "$here/../../site.example.toml" "$settings/site.toml"
    fi
    run chown root:"$account" "$settings/site.toml"
    run chmod 0640 "$settings/site.toml"
}

switch_on() {
    say "Switching it on, from the next start of the machine"
    run systemctl mask ctrl-alt-del.target sleep.target suspend.target hibernate.target hybrid-sleep.target
    run systemctl disable getty@tty1.service
    run systemctl enable metastasis-kiosk-session.service
    if [ "$x11" = no ]; then run systemctl enable seatd.service; fi
    run systemctl set-default graphical.target
    told systemctl daemon-reload
    told sysctl --quiet --load=/etc/sysctl.d/90-metastasis-kiosk.conf || echo "   (the kernel takes these only at the next start)"
    if command -v update-grub >/dev/null && [ -d /boot/grub ]; then run update-grub; fi
}

check
packages
make_account
install_program
put_files
put_settings
switch_on

say "Done. Now, in this order"
cat <<WORDS
   1. Make a staff code and put what it writes into $settings/site.toml:   metastasis-viewer kiosk-code
   2. Fill in the rest of $settings/site.toml, and look at it:             metastasis-viewer check --site $settings/site.toml
   3. Set up the printer and allow the USB devices (resources/kiosk/README.md tells how).
   4. Ask what is still open:                                              metastasis-viewer kiosk --check-system
   5. Restart the machine:                                                 reboot
WORDS
