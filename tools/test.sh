#!/bin/sh
# Run every test, or those that the arguments name (they go to pytest as they are).
# Tests without a browser run on two workers; browser tests run one after the other, because
# each measures or awaits a server of its own. The second part runs even if the first fails.
set -u
cd "$(dirname "$0")/.." || exit 1
python=${VENV:-.venv}/bin/python
browser=$(tools/browser.sh) || exit 1
export BREAKEVEN_BROWSER="$browser"
export PYTHONHASHSEED=0 # both workers must collect the tests in the same order

if [ "$#" -gt 0 ]; then
    exec "$python" -m pytest "$@"
fi
"$python" -m pytest -n 2 -m "not browser"
plain=$?
"$python" -m pytest -m browser
driven=$?
[ "$plain" -eq 0 ] && [ "$driven" -eq 0 ]
