#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs many jobs of oracle scripts in one process, so that what they import is imported once.

Reads a job a line, a JSON list of a script's path and its arguments, calls main(arguments) of the script
and answers each with a line of JSON: {"failed": what went wrong or null, "said": what was printed}.
"""
import contextlib
import importlib.util
import io
import json
import os
import sys
import traceback
import warnings

loaded = {}


def script(path):
    path = os.path.abspath(path)
    if path not in loaded:
        sys.path.insert(0, os.path.dirname(path))
        spec = importlib.util.spec_from_file_location(f"job{len(loaded)}", path)
        loaded[path] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(loaded[path])
        sys.path.pop(0)
    return loaded[path]


def run(path, arguments):
    said, failed = io.StringIO(), None
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), warnings.catch_warnings():
        try:
            script(path).main(arguments)
        except SystemExit as end:
            failed = None if end.code in (None, 0) else str(end.code)
        except BaseException:  # a panic of a library is no Exception
            failed = traceback.format_exc()
    return {"failed": failed, "said": said.getvalue()}


for line in sys.stdin:
    name, *rest = json.loads(line)
    print(json.dumps(run(name, rest)), flush=True)
