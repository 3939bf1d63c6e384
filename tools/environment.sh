#!/bin/sh
# Bring the virtual environment in line with a lock file; does nothing when it already is.
# usage: tools/environment.sh run|dev
#   run: what the application needs.  dev: that and what the tests and checks need.
# VENV names the folder (.venv in the checkout unless it is set).
set -eu
cd "$(dirname "$0")/.."
kind=${1:?run or dev}
venv=${VENV:-.venv}
case $kind in
    run) lock=requirements.lock ;;
    dev) lock=requirements-dev.lock ;;
    *) echo "usage: $0 run|dev" >&2; exit 2 ;;
esac

# The content decides, not the clock: a checkout gives every file a new time.
wanted="$(cat "$lock" pyproject.toml | cksum) $PWD"
stamp="$venv/.$kind.stamp"
if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && "$venv/bin/python" -c '' 2>/dev/null; then
    exit 0
fi

if ! "$venv/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$(tools/python.sh)
    echo "Making the environment $venv with $("$python" --version)"
    "$python" -m venv --clear "$venv"
fi
rm -f "$stamp"
echo "Installing what $lock names into $venv"
pip() { "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input "$@"; }
pip --require-hashes --only-binary :all: -r "$lock"
# The project itself: the `breakeven` command, and imports that work from any folder.
pip --no-deps --no-build-isolation --no-index --editable .
echo "$wanted" >"$stamp"
if [ "$kind" = dev ]; then # all of the runtime is in it
    echo "$(cat requirements.lock pyproject.toml | cksum) $PWD" >"$venv/.run.stamp"
fi
