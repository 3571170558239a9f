#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# display.sh COMMAND...: runs COMMAND with a virtual display, a message bus and a home of its own,
# all gone afterwards. CS_DISPLAY_SIZE is WIDTHxHEIGHT.
set -u
if ! command -v Xvfb >/dev/null || ! command -v dbus-run-session >/dev/null; then
  echo "1..0 # SKIP Xvfb or dbus-run-session is not installed"
  exit 77
fi
place=$(mktemp -d)
server=
leave() {
  [ -z "$server" ] || kill "$server" 2>/dev/null
  rm -rf "$place"
}
trap leave EXIT
mkdir -p "$place/home/.config/gtk-4.0" "$place/runtime"
chmod 700 "$place/runtime"
# The size and face of letters decide what fits; animations only cost time.
cat >"$place/home/.config/gtk-4.0/settings.ini" <<'INI'
[Settings]
gtk-font-name=Cantarell 11
gtk-enable-animations=false
INI
: >"$place/display"
exec 7>"$place/display"
Xvfb -displayfd 7 -screen 0 "${CS_DISPLAY_SIZE:-1920x1080}x24" -nolisten tcp -noreset \
  -extension GLX >"$place/server.log" 2>&1 &
server=$!
exec 7>&-
for _ in $(seq 600); do
  [ -s "$place/display" ] && break
  kill -0 "$server" 2>/dev/null || break
  sleep 0.05
done
if [ ! -s "$place/display" ]; then
  echo "Bail out! no virtual display:"
  cat "$place/server.log"
  exit 99
fi
DISPLAY=:$(tr -d '\n' <"$place/display")
# Nothing is drawn by OpenGL, so its drivers are not even loaded: they differ from machine to machine.
export DISPLAY GDK_BACKEND=x11 GDK_DEBUG=gl-disable GSK_RENDERER=cairo GSETTINGS_BACKEND=memory
export XDG_RUNTIME_DIR=$place/runtime HOME=$place/home GTK_A11Y=${GTK_A11Y:-test}
unset WAYLAND_DISPLAY XDG_DATA_HOME XDG_STATE_HOME XDG_CACHE_HOME XDG_CONFIG_HOME
dbus-run-session -- "$@" 2> >(grep -v 'Failed to set fd limit\|dbus-daemon\[' >&2)
exit $?
