#!/bin/sh
# Prepares .venv at one of two levels: `demo` (what the package needs to run) or `dev` (every tool as well).
#
# Needs a Python >= 3.11 with pip, or uv; neither ensurepip nor git nor a writable HOME. Both ways install
# the same pinned, hashed packages of uv.lock; py-cord, which shares discord.py's import name, goes into
# .venv/py-cord for the test that puts it on PYTHONPATH. SETUP=pip leaves uv out, PYTHON=… names the interpreter.
set -eu
cd "$(dirname "$0")/.."
level=${1:-dev}
log=.cache/setup.log
started=$(date +%s)
mkdir -p .cache

say() { printf '%s\n' "$*" >&2; }
die() { say "error: $*"; exit 1; }
logged() { "$@" </dev/null >"$log" 2>&1 || { tail -n 15 "$log" >&2; return 1; }; }
is_python() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1; }
has_pip() { "$1" -m pip --version </dev/null >/dev/null 2>&1; }
version_of() { "$1" -c 'import platform; print(platform.python_version())'; }

# Whatever the caller's shell has in mind for other projects is not for this one.
unset VIRTUAL_ENV UV_PYTHON PYTHONHOME PYTHONPATH
export UV_PROJECT_ENVIRONMENT=.venv PIP_REQUIRE_VIRTUALENV=0 PIP_USER=0 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_RETRIES=2
if [ -z "${HOME:-}" ] || [ ! -d "$HOME" ] || [ ! -w "$HOME" ]; then
    XDG_CACHE_HOME=$PWD/.cache && export XDG_CACHE_HOME # where pip and uv keep downloads
fi
if [ -r /etc/ssl/certs/ca-certificates.crt ]; then # trust what the machine trusts: a company's proxy, too
    export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}" UV_NATIVE_TLS="${UV_NATIVE_TLS:-true}"
fi

# The newest interpreter that runs: a version manager's shim may be on PATH and fail.
newest_python() {
    for name in python3.14 python3.13 python3.12 python3.11 python3 python; do
        if command -v "$name" >/dev/null && is_python "$name"; then
            "$name" -c 'import sys; print(sys.executable)'
            return
        fi
    done
    return 1
}

choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        is_python "$PYTHON" || die "PYTHON=$PYTHON is not a Python 3.11 or newer that runs; name another one."
        python=$("$PYTHON" -c 'import sys; print(sys.executable)')
        if [ -e .venv ] && [ "$(version_of .venv/bin/python 2>/dev/null)" != "$(version_of "$python")" ]; then
            rm -rf .venv
        fi
    elif [ -x .venv/bin/python ] && is_python .venv/bin/python; then
        python=$PWD/.venv/bin/python
    else
        rm -rf .venv # its interpreter is gone or too old
        python=$(newest_python) || die "esologs needs Python 3.11 or newer and found" \
            "$(python3 --version 2>/dev/null || echo none): install one ('apt install python3 python3-pip' on" \
            "Debian 12 and later) or name it with 'make PYTHON=/path/to/python3'."
    fi
}

# The three places of uv: PATH, the copy fetched earlier, a copy to fetch now.
uv_on_path() { command -v uv; }
uv_kept() { [ -x .cache/uv/bin/uv ] && echo .cache/uv/bin/uv; }
uv_fetched() {
    [ ! -x .cache/uv/bin/uv ] || return 1 # it has just failed
    for candidate in "$python" python3; do
        if has_pip "$candidate"; then # `--target` works on an "externally managed" Python, too
            say "· fetching uv (used for this checkout only)"
            "$candidate" -m pip install --quiet --only-binary :all: --target .cache/uv \
                --upgrade 'uv>=0.9,<1' </dev/null >"$log" 2>&1 && uv_kept
            return
        fi
    done
    return 1
}

with_uv() {
    uv=$("$1") && "$uv" --version >/dev/null 2>&1 || return 1
    say "· setting up .venv ($level) with uv and Python $(version_of "$python")"
    case $level in
    demo) set -- --no-default-groups --extra cli --extra sandbox ;;
    dev) set -- --all-extras --group dev ;;
    esac
    logged "$uv" sync --quiet --frozen --inexact --python "$python" "$@" || return 1
    [ "$level" = dev ] || return 0
    logged "$uv" export --quiet --frozen --only-group py-cord --prune aiohttp --prune typing-extensions \
        --output-file .cache/py-cord.txt &&
        logged "$uv" pip install --quiet --python .venv/bin/python --target .venv/py-cord \
            --no-deps --require-hashes -r .cache/py-cord.txt
}

with_pip() {
    if ! has_pip "$python" && base=$(newest_python) && has_pip "$base"; then
        rm -rf .venv # uv made it, without pip
        python=$base
    fi
    say "· setting up .venv ($level) with pip and Python $(version_of "$python")"
    if [ ! -x .venv/bin/python ]; then
        "$python" -m venv .venv >"$log" 2>&1 || # fails without ensurepip: Debian's python3-venv
            logged "$python" -m venv --clear --without-pip .venv ||
            die "this Python cannot make virtual environments: 'apt install python3-venv' on Debian," \
                "then run make again."
    fi
    if has_pip .venv/bin/python; then
        pip=.venv/bin/python
        set -- -m pip
    elif has_pip "$python"; then
        pip=$python
        set -- -m pip --python .venv/bin/python
    else
        die "neither pip nor uv is here: 'apt install python3-pip' on Debian, then run make again."
    fi
    "$pip" scripts/lock_requirements.py "$level" >.cache/requirements.txt
    logged "$pip" "$@" install --quiet --no-compile --no-deps --require-hashes -r .cache/requirements.txt &&
        logged "$pip" "$@" install --quiet --no-deps --no-build-isolation --editable . || return 1
    [ "$level" = dev ] || return 0
    "$pip" scripts/lock_requirements.py py-cord dev >.cache/py-cord.txt
    logged "$pip" "$@" install --quiet --no-compile --no-deps --require-hashes --upgrade \
        --target .venv/py-cord -r .cache/py-cord.txt
}

case $level in demo | dev) ;; *) die "no such level: $level (demo or dev)" ;; esac
# A stamp names the checkout that it was made for: the scripts in .venv hold absolute paths.
for stamp in .venv/.ready-*; do
    [ ! -e "$stamp" ] || [ "$(cat "$stamp")" = "$PWD" ] || rm -rf .venv
done
choose_python
if [ "${SETUP:-uv}" = pip ] || ! { with_uv uv_on_path || with_uv uv_kept || with_uv uv_fetched; }; then
    with_pip || die "the packages could not be installed (see above); is the package index within reach?"
fi
for done in demo "$level"; do
    printf '%s\n' "$PWD" >".venv/.ready-$done"
done
say "· ready after $(($(date +%s) - started)) s"
