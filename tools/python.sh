#!/bin/sh
# Print the interpreter to build the environment with: $PYTHON, or python3; at least 3.11.
set -eu
python=${PYTHON:-python3}
if ! command -v "$python" >/dev/null 2>&1; then
    echo "There is no '$python' here. Install Python 3.11 or later, or say which: PYTHON=/path/to/python3 make ..." >&2
    exit 1
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "'$python' is $("$python" --version 2>&1); Python 3.11 or later is needed. Say which: PYTHON=/path/to/python3 make ..." >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    echo "'$python' cannot make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2
    exit 1
fi
echo "$python"
