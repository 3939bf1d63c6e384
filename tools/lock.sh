#!/bin/sh
# Resolve the dependencies of pyproject.toml again and write both lock files; needs `uv`.
# Each entry carries the hashes of its files and names no package index: the one configured
# on the installing machine is used, and a file that is not the locked one is refused.
set -eu
cd "$(dirname "$0")/.."
if ! command -v uv >/dev/null 2>&1; then
    echo "make lock needs uv (https://docs.astral.sh/uv/). Running and testing do not." >&2
    exit 1
fi
resolve() {
    uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
        --generate-hashes --no-emit-index-url --no-header --no-annotate "$@"
}
# The runtime is resolved under the constraints of the larger set, so that the tests
# run on the versions that are deployed.
resolve pyproject.toml --group build --group dev --output-file requirements-dev.lock
resolve pyproject.toml --group build --constraint requirements-dev.lock \
    --output-file requirements.lock
