# What CI runs besides the tests. `just` lists the recipes; `just check` runs them all.

set shell := ["bash", "-euo", "pipefail", "-c"]

export DJANGO_SETTINGS_MODULE := "banli.site.settings"
export PATH := justfile_directory() / ".venv/bin:" + env("PATH")

default:
    @just --list

# Everything that must be true before a change is shared
check: format lint templates types layers migrations docs branches audit

# Code is formatted
format:
    ruff format --check --quiet

# Code keeps the house rules
lint:
    ruff check --quiet

# Templates hold no doubled attribute, no empty tag and nothing else a reader of HTML trips over
templates:
    djlint src --lint --quiet

# Types hold, strictly
types:
    mypy

# Imports go down only
layers:
    lint-imports --no-logo

# Tables and migrations agree
migrations:
    python tools/check_migrations.py

# Generated pages are up to date
docs:
    python tools/generated_docs.py --check

# The last counted run took enough of the lines and branches; without one it says so and goes on
branches:
    python tools/branches.py

# No known hole in what we install; without a network it says so and goes on
audit:
    #!/usr/bin/env bash
    set -uo pipefail
    said=$(pip-audit --progress-spinner off --disable-pip --require-hashes -r requirements.lock 2>&1)
    code=$?
    unknown=$(grep -c "could not be audited" <<<"$said")
    if grep -qE "ConnectionError|Max retries|NameResolutionError|ReadTimeout|ServiceError" <<<"$said"; then
        echo "audit: NOT DONE, no network"
    elif (( code )); then
        echo "$said"
        exit "$code"
    elif (( unknown )); then
        echo "audit: NOT DONE for $unknown packages: the package index here tells nothing about known holes"
    else
        echo "audit: no known hole"
    fi

# Put code into shape
tidy:
    ruff check --fix --quiet || true
    ruff format --quiet

# Pin everything again after a change of pyproject.toml
lock:
    #!/usr/bin/env bash
    set -euo pipefail
    build=$(mktemp --suffix .in)
    trap 'rm -f "$build"' EXIT
    printf 'hatchling==1.27.0\neditables\n' >"$build"
    pin() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate "$@"; }
    pin pyproject.toml "$build" -o requirements.lock
    pin pyproject.toml "$build" --extra dev -c requirements.lock -o requirements-dev.lock
    printf 'uv\n' >"$build"
    pin "$build" -o requirements-uv.lock

# The tests, with what is given handed to pytest
test *arguments:
    ./banli test {{arguments}}

# Two hundred seeded breaks while somebody types and hands in: sessions end, networks go, browsers are killed
breaks count="200":
    BANLI_BREAKS={{count}} ./banli test tests/journeys/test_breaks.py -n0

# What the machine can do and what we make of it; a scale such as 0.1 may be given
bench scale="0.01":
    python -m benchmarks.clock
    python -m benchmarks.deciding
    python -m benchmarks.assessment
    python -m benchmarks.restricting
    python -m benchmarks.typesetting
    python -m benchmarks.rare_names
    python -m benchmarks.act
    python -m benchmarks.enforcement
    python -m benchmarks.intake --scale {{scale}}
    python -m benchmarks.reading --scale {{scale}}
    python -m benchmarks.ledger
    python -m benchmarks.recounting --cases 1000
