#!/bin/sh
# Whether uv.lock still answers pyproject.toml. Needs no network: an up-to-date lock is only read.
set -eu
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo .cache/uv/bin/uv)
if ! "$uv" --version >/dev/null 2>&1; then
    echo "skipped: there is no uv on this machine to ask"
    exit 0
fi
"$uv" lock --quiet --check --offline || {
    echo "uv.lock does not fit pyproject.toml: run 'make lock' and commit it"
    exit 1
}
echo "uv.lock fits pyproject.toml"
