#!/usr/bin/env python3
"""The map of modules: fails when a file includes a module that its own may not (docs/architecture.md, "Modules").

The table below is the only place where an edge is allowed; tests may include what their module may.
"""
import pathlib
import re
import sys

MAY = {
    "util": "",
    "text": "util",
    "event": "text util",
    "readers": "text util",
    "model": "text util",
    "tokenizer": "text model util",
    "tagger": "text model util",
    "parser": "tagger text model util",
    "actors": "model event text util",
    "times": "event text util",
    "places": "model event text util",
    "coder": "actors times places model event text util",
    "pipeline": "readers tokenizer tagger parser actors times places coder model event text util",
    "store": "actors event text util",
    "relations": "store actors event text util",
    "outlook": "util",
    "formats": "relations store actors event text util",
    "fetch": "text util",
    "brief": "outlook relations store event text util",
    "eval": "outlook store pipeline readers tokenizer tagger parser actors times places coder model event text util",
    "cli": "*",
}


def main() -> int:
    root = pathlib.Path(__file__).resolve().parent.parent / "src"
    wrong = 0
    for path in sorted(root.rglob("*.[hc]*")):
        module = path.relative_to(root).parts[0]
        if module not in MAY:
            print(f"{path.relative_to(root)}: module '{module}' is not in the table of scripts/check_includes.py")
            wrong += 1
            continue
        allowed = set(MAY[module].split()) | {module}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            m = re.match(r'#include "([a-z_]+)/', line)
            if m and "*" not in allowed and m.group(1) not in allowed:
                print(f"{path.relative_to(root)}:{number}: {module} may not include {m.group(1)}")
                wrong += 1
    return 1 if wrong else 0


sys.exit(main())
