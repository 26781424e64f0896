#!/usr/bin/env bash
# Writes both locks anew from pyproject.toml, for every Python and platform that it admits. Needs uv (pip install uv).
set -euo pipefail
cd "$(dirname "$0")/.."
compile=(uv pip compile --no-config --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header)
"${compile[@]}" pyproject.toml -o requirements/lock.txt "$@"
"${compile[@]}" pyproject.toml --extra dev -c requirements/lock.txt -o requirements/lock-dev.txt "$@"
