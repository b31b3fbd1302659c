#!/bin/sh
# Rebuilds the tiny model (both engines' files) and compares it with what is committed. Arguments go to recipe/build.py.
# Needs Python 3.11 or newer and emscripten 3.1.6 or newer; everything else comes from PyPI into a cached environment.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
recipe=$here/tiny/recipe
cache=${COCO_CACHE:-$HOME/.cache/coco}
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
  echo "models: Python 3.11 or newer is needed (set PYTHON to choose one)" >&2
  exit 2
}

if ! command -v emcc >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "models: installing emscripten" >&2
    apt-get update -qq && apt-get install -y -qq emscripten
  else
    echo "models: emscripten 3.1.6 or newer is needed (Debian: apt-get install emscripten)" >&2
    exit 2
  fi
fi
emcc --version | head -n 1 | grep -oE '[0-9]+\.[0-9]+\.[0-9]+' | head -n 1 | {
  IFS=. read -r major minor patch
  [ "$((major * 1000000 + minor * 1000 + patch))" -ge 3001006 ] || {
    echo "models: emscripten $major.$minor.$patch is too old, 3.1.6 or newer is needed" >&2
    exit 2
  }
}

# The name holds the pins' hash, so other pins get an environment of their own; the mark says that it is whole.
pins=$("$python" -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest()[:12])' "$recipe/requirements.txt")
venv=$cache/tiny-venv-$pins
if [ ! -e "$venv/complete" ]; then
  echo "models: setting up $venv (about 1 GB)" >&2
  rm -rf "$venv"
  mkdir -p "$cache"
  "$python" -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$recipe/requirements.txt"
  touch "$venv/complete"
fi

PYTHONDONTWRITEBYTECODE=1 exec "$venv/bin/python" "$recipe/build.py" "$@"
