#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Hugging Face Hub on this machine, for tests; needs Python alone.

    fake_hub.py ROOT      serves ROOT/ORG/NAME/REVISION/FILE; prints {"hub": port, "cdn": port}

The hub answers the API, and redirects large files (weights) to the other server, as the real one
does to its network of copies. It stops when its standard input ends. For the test:

    /_set?KEY=VALUE       a fault from now on (`/_set?` alone: none); VALUE is JSON or a text
    /_log                 the requests so far, of both servers, as JSON; and forgets them

    status       [part of a path, status, X-Error-Code, times]   answers so
    cut          [file, bytes, times]       closes the connection after so many bytes of a body
    spoil        file                       one byte of the content is wrong
    longer, shorter   file                  the content has more or fewer bytes than was told
    redirect     "outside" (as it is), "inside", "none", "loop", "elsewhere" (back to the hub's own
                 name by the other server), "plain" (to a host that is not there)
    ignore_range, refuse_range, wrong_range, no_commit, no_digest   1
    slow         seconds between pieces of 16 KB
    huge         file                       the list tells of 2^60 bytes
    token        what must be given, or 401
    moved        [old ORG/NAME, new]        a renamed repository
"""
import hashlib
import http.server
import json
import pathlib
import sys
import threading
import time
import urllib.parse

root = pathlib.Path(sys.argv[1])
faults, log, lock = {}, [], threading.Lock()
ports = {}


def is_large(name):
    return name.endswith((".safetensors", ".bin", ".h5"))


def git_digest(data):
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


def digest(name, data):
    return hashlib.sha256(data).hexdigest() if is_large(name) else git_digest(data)


def files_of(repository, revision):
    folder = root / repository / revision
    return {str(path.relative_to(folder)): path for path in sorted(folder.rglob("*"))
            if path.is_file()}


def commit_of(repository, revision):
    text = "".join(f"{name} {git_digest(path.read_bytes())}\n"
                   for name, path in files_of(repository, revision).items())
    return hashlib.sha1((repository + "\n" + text).encode()).hexdigest()


def find(repository, revision):
    """The folder's name and the commit of a revision; None where there is none."""
    folder = root / repository
    if not folder.is_dir():
        return None, None
    for candidate in sorted(folder.iterdir()):
        commit = commit_of(repository, candidate.name)
        if revision in (candidate.name, commit):
            return candidate.name, commit
    return None, None


def use(key, matches):
    """A fault that wears off: its last part counts how often it still happens."""
    with lock:
        fault = faults.get(key)
        if not fault or not matches(fault[0]) or fault[-1] <= 0:
            return None
        fault[-1] -= 1
        return fault


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    role = "hub"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", headers=(), length=None):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def refuse(self, status, code):
        headers = [("X-Error-Code", code)] if code else []
        self.answer(status, b"{}", headers)

    def do_HEAD(self):
        self.do_GET()

    def do_GET(self):
        address = urllib.parse.urlsplit(self.path)
        path = urllib.parse.unquote(address.path)
        if address.path == "/_set":
            with lock:
                if not address.query:
                    faults.clear()
                for key, value in urllib.parse.parse_qsl(address.query):
                    try:
                        faults[key] = json.loads(value)
                    except ValueError:
                        faults[key] = value
            return self.answer(200)
        if address.path == "/_log":
            with lock:
                body = json.dumps(log).encode()
                log.clear()
            return self.answer(200, body)
        with lock:
            log.append({"server": self.role, "method": self.command, "path": path,
                        "token": self.headers.get("Authorization", ""),
                        "range": self.headers.get("Range", "")})
        if fault := use("status", lambda part: part in path):
            return self.refuse(fault[1], fault[2])
        if self.role == "cdn":
            return self.serve_blob(path)
        if faults.get("token") and self.headers.get("Authorization") != "Bearer " + faults["token"]:
            return self.refuse(401, "RepoNotFound")
        if path.startswith("/api/models/"):
            return self.serve_api(path.removeprefix("/api/models/").split("/"), address)
        parts = path.lstrip("/").split("/")
        if "resolve" in parts:
            return self.serve_file(parts, address)
        self.refuse(404, "")

    def serve_api(self, parts, address):
        at = next((i for i, part in enumerate(parts) if part in ("revision", "tree")), len(parts))
        repository = "/".join(parts[:at])
        revision = "/".join(parts[at + 1:]) or "main"
        moved = faults.get("moved")
        if moved and repository == moved[0]:
            path = address.path.replace(moved[0], moved[1], 1)
            return self.answer(307, headers=[("Location", path + "?" + address.query)])
        if not (root / repository).is_dir():
            return self.refuse(401 if not self.headers.get("Authorization") else 404, "RepoNotFound")
        folder, commit = find(repository, revision)
        if folder is None:
            return self.refuse(404, "RevisionNotFound")
        siblings, tree = [], []
        for name, path in files_of(repository, folder).items():
            data = path.read_bytes()
            one = {"rfilename": name, "size": len(data), "blobId": git_digest(data)}
            leaf = {"type": "file", "path": name, "size": len(data), "oid": git_digest(data)}
            if is_large(name):
                sha = hashlib.sha256(data).hexdigest()
                one["lfs"] = {"sha256": sha, "size": len(data), "pointerSize": 130}
                leaf["lfs"] = {"oid": sha, "size": len(data), "pointerSize": 130}
            if faults.get("huge") == name:
                one["lfs"] = {**one.get("lfs", {}), "size": 1 << 60}
            siblings.append(one)
            tree.append(leaf)
        if at < len(parts) and parts[at] == "tree":
            return self.answer(200, json.dumps(tree).encode(), [("Content-Type", "application/json")])
        body = {"_id": "1", "id": repository, "modelId": repository, "sha": commit, "private": False,
                "gated": False, "tags": [], "downloads": 0, "likes": 0, "siblings": siblings}
        self.answer(200, json.dumps(body).encode(), [("Content-Type", "application/json")])

    def serve_file(self, parts, address):
        at = parts.index("resolve")
        repository, revision, name = "/".join(parts[:at]), parts[at + 1], "/".join(parts[at + 2:])
        moved = faults.get("moved")
        if moved and repository == moved[0]:
            return self.answer(307, headers=[("Location", address.path.replace(*moved, 1))])
        folder, commit = find(repository, revision)
        if folder is None:
            return self.refuse(404, "RepoNotFound")
        path = files_of(repository, folder).get(name)
        commit_header = [] if faults.get("no_commit") else [("X-Repo-Commit", commit)]
        if path is None:
            return self.answer(404, b"", commit_header + [("X-Error-Code", "EntryNotFound")])
        data = path.read_bytes()
        tag = "x" if faults.get("no_digest") else digest(name, data)
        large = is_large(name)
        redirect = faults.get("redirect", "outside") if large else "none"
        if redirect == "none" or "inside=1" in address.query:
            return self.send(name, data, commit_header + [("ETag", f'"{tag}"')])
        targets = {"outside": f"http://127.0.0.1:{ports['cdn']}/{repository}/{folder}/{name}?key=secret",
                   "elsewhere": f"http://127.0.0.1:{ports['cdn']}/_back/{repository}/resolve/{commit}/{name}",
                   "inside": address.path + "?inside=1",
                   "loop": address.path,
                   "plain": "http://127.0.0.1:9/" + name}
        self.answer(302, headers=commit_header + [
            ("X-Linked-Etag", f'"{tag}"'), ("X-Linked-Size", str(len(data))), ("ETag", '"other"'),
            ("Location", targets[redirect])])

    def serve_blob(self, path):
        if path.startswith("/_back/"):
            target = f"http://127.0.0.1:{ports['hub']}/{path.removeprefix('/_back/')}?inside=1"
            return self.answer(302, headers=[("Location", target)])
        file = root / path.lstrip("/")
        if not file.is_file():
            return self.refuse(403, "")
        self.send(file.name, file.read_bytes(), [("ETag", '"of-the-cdn"')])

    def send(self, name, data, headers):
        if faults.get("spoil") == name:
            data = data[:-1] + bytes([data[-1] ^ 1])
        if faults.get("longer") == name and self.command == "GET":
            data += b"more"
        if faults.get("shorter") == name and self.command == "GET":
            data = data[:-5]
        status, whole, start = 200, len(data), 0
        wanted = self.headers.get("Range", "")
        if wanted and not faults.get("ignore_range"):
            start = int(wanted.removeprefix("bytes=").split("-")[0])
            if faults.get("wrong_range"):
                start = max(0, start - 1)
            if faults.get("refuse_range") or start >= whole:
                return self.answer(416, b"", [("Content-Range", f"bytes */{whole}")])
            status = 206
            headers = headers + [("Content-Range", f"bytes {start}-{whole - 1}/{whole}")]
        data = data[start:]
        if self.command == "HEAD":
            return self.answer(status, data, headers)
        if fault := use("cut", lambda file: file == name):
            self.answer(status, data[:fault[1]], headers, length=len(data))
            self.wfile.flush()
            self.close_connection = True
            return self.connection.shutdown(2)
        if faults.get("slow"):
            self.answer(status, b"", headers, length=len(data))
            for at in range(0, len(data), 16384):
                self.wfile.write(data[at:at + 16384])
                self.wfile.flush()
                time.sleep(faults["slow"])
            return None
        return self.answer(status, data, headers)


class Cdn(Handler):
    role = "cdn"


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # a client that went away


servers = {"hub": Server(("127.0.0.1", 0), Handler), "cdn": Server(("127.0.0.1", 0), Cdn)}
for role, server in servers.items():
    ports[role] = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
print(json.dumps(ports), flush=True)
sys.stdin.read()
