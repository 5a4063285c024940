#!/bin/sh
# Writes uv.lock from pyproject.toml, or with --check tells whether it still fits (and needs no network).
set -eu
cd "$(dirname "$0")/.."
# The lock is for everybody: a mirror that this machine is set up for must not get into it.
unset UV_INDEX UV_INDEX_URL UV_DEFAULT_INDEX UV_EXTRA_INDEX_URL UV_FIND_LINKS VIRTUAL_ENV
uv=$(command -v uv || echo .cache/uv/bin/uv)
if ! "$uv" --version >/dev/null 2>&1; then
    echo "there is no uv on this machine: nothing was done" >&2
    [ "${1:-}" = --check ]
    exit
fi
if [ "${1:-}" != --check ]; then
    exec "$uv" --no-config lock
fi
"$uv" --no-config lock --quiet --check --offline || {
    echo "uv.lock does not fit pyproject.toml: run 'make lock' and commit it"
    exit 1
}
echo "uv.lock fits pyproject.toml"
