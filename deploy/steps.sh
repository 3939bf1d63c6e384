#!/bin/sh
# The steps of a deployment: `deploy/steps.sh install`, then `deploy/steps.sh start`.
# The image, the local `make run` and the tests all call these.
#   VENV  folder of the virtual environment (.venv in the checkout)
#   HOST  address to listen on (0.0.0.0)      PORT  port to listen on (8501)
set -eu
cd "$(dirname "$0")/.."
case ${1:-} in
    install)
        exec tools/environment.sh run
        ;;
    start)
        exec "${VENV:-.venv}/bin/python" -m streamlit run app.py \
            --server.headless true \
            --server.address "${HOST:-0.0.0.0}" \
            --server.port "${PORT:-8501}" \
            --server.fileWatcherType none \
            --browser.gatherUsageStats false
        ;;
    *)
        echo "usage: $0 install|start" >&2
        exit 2
        ;;
esac
