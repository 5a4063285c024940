#!/bin/sh
# Runs one gate: a line when it passes, everything it had to say when it fails.
name=$1
shift
started=$(date +%s)
if output=$("$@" 2>&1); then
    last=$(printf '%s\n' "$output" | sed '/^[[:space:]]*$/d' | tail -n 1)
    printf 'ok      %-14s %3s s  %s\n' "$name" $(($(date +%s) - started)) "$last"
else
    printf 'FAILED  %-14s %3s s  %s\n%s\n\n' "$name" $(($(date +%s) - started)) "$*" "$output"
    exit 1
fi
