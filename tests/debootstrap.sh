#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# By hand, as root: proves in a minimal Debian 12 that ./dev run and ./dev test need nothing but what
# they install themselves. tests/debootstrap.sh [FOLDER]; FOLDER is made, and kept to look at. Takes
# the package sources of this machine, and the test corpus when it lies beside the checkout.
set -euo pipefail
source=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=${1:-$(mktemp -d)/debian}
[ "$(id -u)" -eq 0 ] || {
  echo "debootstrap.sh: run this as root" >&2
  exit 2
}
command -v debootstrap >/dev/null || {
  echo "debootstrap.sh: install the package debootstrap first" >&2
  exit 2
}
mirror=$(apt-get indextargets --format '$(SITE) $(RELEASE)' | awk '$2 == "bookworm" {print $1; exit}')

debootstrap --variant=minbase bookworm "$root" "$mirror"
cp /etc/resolv.conf "$root/etc/resolv.conf"
for file in /etc/apt/apt.conf.d/99*; do
  [ -e "$file" ] && cp "$file" "$root/etc/apt/apt.conf.d/"
done
mkdir -p "$root/srv/new"
git clone -q "$source" "$root/srv/new/countersign"
[ ! -d "$source/../shared" ] || cp -rL "$source/../shared" "$root/srv/new/shared"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
trap 'umount -l "$root/proc" "$root/dev"' EXIT
# No environment of ours, no display, no input.
in_there() {
  chroot "$root" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    bash -c "cd /srv/new/countersign && $1" </dev/null
}
in_there 'apt-get update -qq'
in_there './dev run'
in_there './dev test'
echo "Both passed in $root"
