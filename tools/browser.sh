#!/bin/sh
# Print the path of a Chrome or Chromium that the browser tests can drive.
# usage: tools/browser.sh [--install]
# BREAKEVEN_BROWSER names one; --install lets root on a machine with apt install Chromium.
set -eu

find_browser() {
    for name in "${BREAKEVEN_BROWSER:-}" google-chrome google-chrome-stable chromium chromium-browser \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        # A name alone is not enough: a launcher can be there whose browser is not.
        if [ -n "$name" ] && path=$(command -v "$name") && "$path" --version >/dev/null 2>&1; then
            echo "$path"
            return 0
        fi
    done
    return 1
}

find_browser && exit 0

if [ "${1:-}" = --install ] && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium for the browser tests (apt)" >&2
    {
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium ||
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-browser
    } >&2
    find_browser && exit 0
fi
cat >&2 <<'MESSAGE'
The browser tests need Google Chrome or Chromium, and none was found. Install one
(Debian: apt install chromium; macOS: brew install --cask google-chrome), or name one:
BREAKEVEN_BROWSER=/path/to/chrome make test
MESSAGE
exit 1
