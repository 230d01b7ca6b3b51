#!/usr/bin/env bash
# Runs three public clients of the Manager against simulated ones, and says what went otherwise than it should.
# Needs a JDK, Maven, and Python 3.10 or later with venv; packages come from wherever pip is set up to get them.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/../.." && pwd)"

fail() {
  echo "clients: $*" >&2
  exit 1
}

python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' 2>/dev/null ||
  fail "Python 3.10 or later with venv and pip is needed"

work="$(mktemp -d)"
simulators=()
cleanup() {
  for simulator in ${simulators[@]+"${simulators[@]}"}; do
    kill "$simulator" 2>/dev/null || true
    wait "$simulator" 2>/dev/null || true
  done
  rm -rf "$work"
}
trap cleanup EXIT

export PYTHONDONTWRITEBYTECODE=1
echo "clients: installing the pinned packages"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" ||
  fail "the packages of requirements.txt could not be installed"

echo "clients: building the program"
"$root/fairway" version >/dev/null

# start NAME OPTION...: a simulated Manager; its address and files are in $work/NAME.log.
start() {
  local name="$1"
  shift
  "$root/fairway" simulate catalyst --push-time 200ms "$@" >"$work/$name.log" 2>&1 &
  simulators+=($!)
  for _ in $(seq 300); do
    grep -q '^Ctrl-C ends it' "$work/$name.log" && return
    kill -0 "${simulators[-1]}" 2>/dev/null || fail "the simulator '$name' ended: $(cat "$work/$name.log")"
    sleep 0.2
  done
  fail "the simulator '$name' does not say that it listens: $(cat "$work/$name.log")"
}

start first --account clients
start second --account clients --empty

failed=()
for client in catalystwan_policy sastre_backup viptela_export; do
  echo "clients: $client"
  mkdir "$work/$client"
  (cd "$work/$client" && "$work/venv/bin/python" "$here/$client.py" "$work/first.log" "$work/second.log") ||
    failed+=("$client")
done
[ ${#failed[@]} -eq 0 ] || fail "went wrong: ${failed[*]}"
echo "clients: all went as they should"
