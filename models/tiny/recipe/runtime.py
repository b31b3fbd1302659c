"""TVM's web runtime, compiled from the wheels' own sources, and the link of runtime and model into one wasm."""

import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess

import tvm
import tvm_ffi

HERE = pathlib.Path(__file__).parent
UNITS = ["wasm_runtime", "tvmjs_support", "webgpu_runtime", "stubs"]
# RPC and sorting need headers that the wheel lacks and serve nothing in a page; testing.cc is what it says.
LEFT_OUT = re.compile(
    r"^#include .*(rpc_(channel|endpoint|event_impl|module)\.cc|contrib/sort/|testing/testing\.cc).*\n", re.M
)

LINK_FLAGS = ["-O2", "--no-entry"]
for setting in [
    "WASM_BIGINT=1",
    "STANDALONE_WASM=1",
    "ALLOW_MEMORY_GROWTH=1",
    "TOTAL_MEMORY=32MB",
    # web-llm supplies TVMFFIWasmSafeCall and TVMFFIWasmFunctionDeleter.
    "ERROR_ON_UNDEFINED_SYMBOLS=0",
]:
    LINK_FLAGS += ["-s", setting]


def emcc(arguments, folder=None):
    """Runs emcc in `folder`, without our virtual environment, which its own Python wants none of."""
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
    done = subprocess.run(["emcc", *map(str, arguments)], capture_output=True, text=True, env=environment, cwd=folder)
    if done.returncode != 0:
        raise SystemExit(f"emcc failed:\n{done.stderr[-4000:]}")


def lay_out_sources(tree):
    """The folder layout of TVM's repository, which the sources' includes expect; our stand-ins for what is absent."""
    shutil.rmtree(tree, ignore_errors=True)
    wheel, ffi = pathlib.Path(tvm.__file__).parent, pathlib.Path(tvm_ffi.__file__).parent
    for source, target in [
        (wheel / "src", tree / "src"),
        (wheel / "include", tree / "include"),
        (wheel / "web" / "emcc", tree / "web" / "emcc"),
        (ffi / "src", tree / "3rdparty" / "tvm-ffi" / "src"),
        (ffi / "include", tree / "3rdparty" / "tvm-ffi" / "include"),
        (HERE / "compat", tree),
    ]:
        shutil.copytree(source, target, dirs_exist_ok=True)
    pack = tree / "web" / "emcc" / "wasm_runtime.cc"
    text, count = LEFT_OUT.subn("", pack.read_text())
    if count != 6:
        raise SystemExit(f"expected to leave 6 sources out of the wheel's runtime, found {count}")
    pack.write_text(text)


def compile_runtime(folder):
    """Returns the object files. Every path is relative to the tree, because the text of asserts and of lambdas' types
    holds paths: so the objects do not depend on where they were built."""
    tree = folder / "tvm"
    lay_out_sources(tree)
    flags = ["-O2", "-std=c++17", "-Wno-ignored-attributes", "-I.", "-Iinclude", "-I3rdparty/tvm-ffi/include"]

    def unit(name):
        target = (folder / f"{name}.o").resolve()
        emcc([*flags, "-c", "-o", target, f"web/emcc/{name}.cc"], tree)
        return target

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(unit, UNITS))


def link(executable, runtime_objects, target):
    def run_linker(output, objects, options=None, **_):
        objects = [objects] if isinstance(objects, str) else objects
        emcc([*LINK_FLAGS, "-o", output, *runtime_objects, *objects, *(options or [])])

    # Objects, not bitcode: TVM's LLVM is newer than emscripten's.
    run_linker.object_format = "o"
    executable.export_library(str(target), fcompile=run_linker)
    target.chmod(0o644)
