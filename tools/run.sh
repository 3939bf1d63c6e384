#!/bin/sh
# Start the application on the first free port from 8501 (or from $PORT) and print its address.
set -eu
cd "$(dirname "$0")/.."
python=${VENV:-.venv}/bin/python
port=$("$python" - "${PORT:-8501}" <<'PYTHON'
import socket
import sys

first = int(sys.argv[1])
for port in range(first, min(first + 100, 65536)):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("", port))
        except OSError:
            continue
    print(port)
    break
else:
    sys.exit(f"No port from {first} to {first + 99} is free.")
PYTHON
)
echo "Breakeven: http://localhost:$port   (Ctrl-C stops it)"
HOST=${HOST:-localhost} PORT=$port exec deploy/steps.sh start
