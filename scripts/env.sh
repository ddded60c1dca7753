# shellcheck shell=bash
# Sourced by every script of this folder: the root of the tree, one locale for every tool, and the folder where
# rustup puts cargo, which a shell opened before rustup ran does not have on its PATH.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export LC_ALL=C.UTF-8
case ":$PATH:" in
    *":$HOME/.cargo/bin:"*) ;;
    *) if [ -d "$HOME/.cargo/bin" ]; then export PATH="$PATH:$HOME/.cargo/bin"; fi ;;
esac
# The interpreter and the libraries that the checkers of tests/tools were pinned with; made by `setup test`.
export ANMIAO_TEST_PYTHON="$root/target/venv/bin/python"
cd "$root" || exit 1

# Announces a step on stderr, so that stdout stays the output of the step itself.
say() { printf '== %s\n' "$*" >&2; }

# Ends with EX_UNAVAILABLE: something that only the person at the machine can provide is missing.
unavailable() { printf '%s\n' "$*" >&2; exit 69; }
