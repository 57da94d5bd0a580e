"""A small Hub on loopback: repositories in memory behind the Hub's HTTP protocol.

It speaks what `huggingface_hub` and `datasets` use to create repositories, upload through LFS, commit with a
check of the parent, list and download with ranges; and it can be told to fail, or to ask for patience.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True)
class Blob:
    """A file's content."""

    content: bytes
    lfs: bool

    @property
    def oid(self) -> str:
        """The SHA-1 that git gives to the file, or to its LFS pointer."""
        content = self.content
        if self.lfs:
            pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{self.sha256}\nsize {len(content)}\n"
            content = pointer.encode()
        return hashlib.sha1(f"blob {len(content)}\0".encode() + content).hexdigest()

    @property
    def sha256(self) -> str:
        """The LFS object id."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass
class Repo:
    """A repository: commits by id, and branches that point to them."""

    private: bool
    commits: dict[str, dict[str, Blob]] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    history: list[str] = field(default_factory=list)

    def commit(self, branch: str, files: dict[str, Blob], title: str) -> str:
        """Adds a commit to a branch."""
        text = f"{branch}{len(self.history)}{sorted((path, blob.oid) for path, blob in files.items())}"
        sha = hashlib.sha1(text.encode()).hexdigest()
        self.commits[sha] = files
        self.branches[branch] = sha
        self.history.append(title)
        return sha

    @property
    def count(self) -> int:
        """How many commits were made after the first, with which the repository began."""
        return len(self.history) - 1

    def sha(self, revision: str) -> str | None:
        """The commit that a branch or id names."""
        return revision if revision in self.commits else self.branches.get(revision)


@dataclass
class Fault:
    """What to do instead of answering requests whose method and path fit."""

    method: str
    path: str
    times: int
    status: int = 503
    cut: bool = False
    after: int = 0
    headers: dict[str, str] = field(default_factory=dict)


class Hub:
    """The server; `url` is its endpoint."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.reset()
        hub = self

        class Handler(_Handler):
            server_hub = hub

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def reset(self) -> None:
        """An empty Hub with two users and no faults."""
        self.repos: dict[str, Repo] = {}
        self.objects: dict[str, bytes] = {}
        self.faults: list[Fault] = []
        self.requests: list[str] = []
        self.tokens = {"hf_writer": ("me", True), "hf_reader": ("me", False)}

    def files(self, repo: str, revision: str = "main") -> dict[str, Blob]:
        """The files of a repository."""
        found = self.repos[repo]
        return found.commits[found.branches[revision]]

    def fault_for(self, method: str, path: str) -> Fault | None:
        """The fault that hits a request, used up by one."""
        with self.lock:
            for fault in self.faults:
                if fault.method == method and re.search(fault.path, path) and fault.times > 0:
                    if fault.after > 0:
                        fault.after -= 1
                        continue
                    fault.times -= 1
                    return fault
        return None


class _Handler(BaseHTTPRequestHandler):
    server_hub: Hub
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """No log."""

    def do_GET(self) -> None:
        self._serve("GET")

    def do_HEAD(self) -> None:
        self._serve("HEAD")

    def do_POST(self) -> None:
        self._serve("POST")

    def do_PUT(self) -> None:
        self._serve("PUT")

    def _serve(self, method: str) -> None:
        hub = self.server_hub
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        hub.requests.append(f"{method} {path}")
        fault = hub.fault_for(method, path)
        if fault is not None and fault.cut:
            if method == "GET":
                self.send_response(200)
                self.send_header("Content-Length", "1000000")
                self.end_headers()
                self.wfile.write(b"x" * 100)
            else:
                self.rfile.read(min(100, int(self.headers.get("Content-Length") or 0)))
            self.wfile.flush()
            self.connection.close()
            self.close_connection = True
            return
        body = self._body()
        if fault is not None:
            self._error(fault.status, "a fault that the test asked for", more=fault.headers)
            return
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        for verb, pattern, action in ROUTES:
            match = re.fullmatch(pattern, path)
            if match and (verb == method or (verb == "GET" and method == "HEAD")):
                with hub.lock:
                    action(self, match.groupdict(), query, body)
                return
        self._error(404, f"no such page: {method} {path}")

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            content = b""
            while size := int(self.rfile.readline().strip() or b"0", 16):
                content += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return content
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _send(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _json(self, value: Any, status: int = 200) -> None:
        self._send(status, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def _error(self, status: int, message: str, code: str = "", more: dict[str, str] | None = None) -> None:
        headers = {"Content-Type": "application/json", "X-Error-Message": message, **(more or {})}
        if code:
            headers["X-Error-Code"] = code
        self._send(status, json.dumps({"error": message}).encode(), headers)

    def _user(self, write: bool = False) -> str | None:
        """The user, or None after an error was sent."""
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        if token not in self.server_hub.tokens:
            self._error(401, "Invalid credentials in Authorization header")
            return None
        user, may_write = self.server_hub.tokens[token]
        if write and not may_write:
            self._error(403, "Forbidden: you must use a write token")
            return None
        return user

    def _repo(self, where: dict[str, str]) -> Repo | None:
        repo = self.server_hub.repos.get(where["repo"])
        if repo is None:
            self._error(404, "Repository not found", "RepoNotFound")
        return repo

    def _files(self, where: dict[str, str]) -> tuple[str, dict[str, Blob]] | None:
        repo = self._repo(where)
        if repo is None:
            return None
        sha = repo.sha(where.get("revision") or "main")
        if sha is None:
            self._error(404, "Invalid rev id", "RevisionNotFound")
            return None
        return sha, repo.commits[sha]

    def whoami(self, where: dict[str, str], query: dict[str, str], body: bytes) -> None:
        user = self._user()
        if user:
            self._json({"name": user, "type": "user", "orgs": [], "auth": {"accessToken": {"role": "write"}}})

    def create(self, where: dict[str, str], query: dict[str, str], body: bytes) -> None:
        user = self._user(write=True)
        if not user:
            return
        asked = json.loads(body)
        organization = asked.get("organization") or user
        if organization != user:
            self._error(403, f"You don't have the rights to create a dataset under the namespace {organization}")
            return
        name = f"{organization}/{asked['name']}"
        status = 409 if name in self.server_hub.repos else 200
        if status == 200:
            repo = Repo(private=bool(asked.get("private")) or asked.get("visibility") == "private")
            repo.commit("main", {".gitattributes": Blob(b"*.parquet filter=lfs\n", False)}, "initial commit")
            self.server_hub.repos[name] = repo
        self._json({"url": f"{self.server_hub.url}/datasets/{name}", "id": name, "name": name}, status)

    def info(self, where: dict[str, str], query: dict[str, str], body: bytes) -> None:
        found = self._files(where)
        if found:
            sha, files = found
            siblings = [{"rfilename": path} for path in sorted(files)]
            private = self.server_hub.repos[where["repo"]].private
            self._json(
                {"id": where["repo"], "sha": sha, "private": private, "siblings": siblings, "tags": [], "gated": False}
            )

    def branch(self, where: dict[str, str], query: dict[str, str], body: bytes) -> None:
        repo = self._repo(where)
        if repo is None or not self._user(write=True):
            return
        if where["branch"] in repo.branches:
            self._error(409, "Reference already exists")
            return
        repo.branches[where["branch"]] = repo.branches["main"]
        self._json({}, 201)

    def refs(self, where: dict[str, str], query: dict[str, str], body: bytes) -> None:
        repo = self._repo(where)
        if repo:
            branches = [
                {"name": name, "ref": f"refs/heads/{name}", "targetCommit": sha} for name, sha in repo.branches.items()
            ]
            self._json({"branches": branches, "converts": [], "tags": []})

    def preupload(self, where: dict[str, str], query: dict[str, str], body: bytes) -> None:
        found = self._files(where)
        if not found or not self._user(write=True):
            return
        answers = []
        for file in json.loads(body)["files"]:
            mode = "lfs" if file["path"].endswith(".parquet") else "regular"
            old = found[1].get(file["path"])
            answers.append(
                {"path": file["path"], "uploadMode": mode, "shouldIgnore": False, "oid": old.oid if old else None}
            )
        self._json({"files": answers})

    def lfs_batch(self, where: dict[str, str], query: dict[str, str], body: bytes) -> None:
        if self._repo(where) is None or not self._user(write=True):
            return
        objects = []
        for item in json.loads(body)["objects"]:
            answer = {"oid": item["oid"], "size": item["size"], "authenticated": True}
            if item["oid"] not in self.server_hub.objects:
                answer["actions"] = {"upload": {"href": f"{self.server_hub.url}/upload/{item['oid']}", "header": {}}}
            objects.append(answer)
        self._send(
            200,
            json.dumps({"transfer": "basic", "objects": objects}).encode(),
            {"Content-Type": "application/vnd.git-lfs+json"},
        )

    def upload(self, where: dict[str, str], query: dict[str, str], body: bytes) -> None:
        if hashlib.sha256(body).hexdigest() != where["oid"]:
            self._error(400, "the content does not have this SHA-256")
            return
        self.server_hub.objects[where["oid"]] = body
        self._json({})

    def commit(self, where: dict[str, str], query: dict[str, str], body: bytes) -> None:
        repo = self._repo(where)
        if repo is None or not self._user(write=True):
            return
        branch = where["revision"]
        if branch not in repo.branches:
            self._error(404, "Invalid rev id", "RevisionNotFound")
            return
        lines = [json.loads(line) for line in body.decode().splitlines() if line.strip()]
        header = next(line["value"] for line in lines if line["key"] == "header")
        parent = header.get("parentCommit")
        if parent and parent != repo.branches[branch]:
            self._error(412, "A commit has happened since. Please refresh and try again.")
            return
        files = dict(repo.commits[repo.branches[branch]])
        for line in lines:
            value = line["value"]
            if line["key"] == "file":
                files[value["path"]] = Blob(base64.b64decode(value["content"]), False)
            elif line["key"] == "lfsFile":
                if value["oid"] not in self.server_hub.objects:
                    self._error(400, f"LFS object {value['oid']} was not uploaded")
                    return
                files[value["path"]] = Blob(self.server_hub.objects[value["oid"]], True)
            elif line["key"] == "deletedFile":
                files.pop(value["path"], None)
        sha = repo.commit(branch, files, header["summary"])
        self._json(
            {
                "success": True,
                "commitOid": sha,
                "commitUrl": f"{self.server_hub.url}/datasets/{where['repo']}/commit/{sha}",
                "hookOutput": "",
            }
        )

    def tree(self, where: dict[str, str], query: dict[str, str], body: bytes) -> None:
        found = self._files(where)
        if not found:
            return
        folder = (where.get("path") or "").strip("/")
        prefix = f"{folder}/" if folder else ""
        inside = {path: blob for path, blob in found[1].items() if path.startswith(prefix)}
        if folder and not inside:
            self._error(404, f"{folder} does not exist", "EntryNotFound")
            return
        entries: dict[str, Any] = {}
        recursive = query.get("recursive", "").lower() in ("true", "1")
        for path, blob in sorted(inside.items()):
            rest = path[len(prefix) :].split("/")
            for depth in range(1, len(rest)):
                parent = prefix + "/".join(rest[:depth])
                if recursive or depth == 1:
                    entries[parent] = self._folder(parent)
            if recursive or len(rest) == 1:
                entries[path] = self._file(path, blob)
        self._json(list(entries.values()))

    def paths_info(self, where: dict[str, str], query: dict[str, str], body: bytes) -> None:
        found = self._files(where)
        if not found:
            return
        if "json" in self.headers.get("Content-Type", ""):
            paths = json.loads(body)["paths"]
        else:
            paths = parse_qs(body.decode()).get("paths", [])
        entries = []
        for path in [paths] if isinstance(paths, str) else paths:
            if path in found[1]:
                entries.append(self._file(path, found[1][path]))
            elif any(name.startswith(f"{path}/") for name in found[1]):
                entries.append(self._folder(path))
        self._json(entries)

    @staticmethod
    def _folder(path: str) -> dict[str, Any]:
        return {"type": "directory", "path": path, "oid": hashlib.sha1(path.encode()).hexdigest(), "size": 0}

    @staticmethod
    def _file(path: str, blob: Blob) -> dict[str, Any]:
        entry: dict[str, Any] = {"type": "file", "path": path, "oid": blob.oid, "size": len(blob.content)}
        if blob.lfs:
            entry["lfs"] = {"oid": blob.sha256, "size": len(blob.content), "pointerSize": 134}
        return entry

    def resolve(self, where: dict[str, str], query: dict[str, str], body: bytes) -> None:
        found = self._files(where)
        if not found:
            return
        sha, files = found
        blob = files.get(where["path"])
        if blob is None:
            self._error(404, "Entry not found", "EntryNotFound")
            return
        headers = {
            "ETag": f'"{blob.sha256 if blob.lfs else blob.oid}"',
            "X-Repo-Commit": sha,
            "Accept-Ranges": "bytes",
            "Content-Type": "application/octet-stream",
        }
        content, status = blob.content, 200
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range") or "")
        if asked:
            first = int(asked[1])
            last = min(int(asked[2] or len(content) - 1), len(content) - 1)
            headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
            content, status = content[first : last + 1], 206
        self._send(status, content, headers)

    def validate_yaml(self, where: dict[str, str], query: dict[str, str], body: bytes) -> None:
        self._json({"errors": [], "warnings": []})


_REPO = r"(?P<repo>[\w.-]+/[\w.-]+)"
_REVISION = r"(?P<revision>[\w.-]+|refs/[\w/.-]+)"
ROUTES: list[tuple[str, str, Callable[..., None]]] = [
    ("GET", "/api/whoami-v2", _Handler.whoami),
    ("POST", "/api/repos/create", _Handler.create),
    ("POST", "/api/validate-yaml", _Handler.validate_yaml),
    ("GET", rf"/api/datasets/{_REPO}", _Handler.info),
    ("GET", rf"/api/datasets/{_REPO}/revision/{_REVISION}", _Handler.info),
    ("POST", rf"/api/datasets/{_REPO}/branch/(?P<branch>.+)", _Handler.branch),
    ("GET", rf"/api/datasets/{_REPO}/refs", _Handler.refs),
    ("POST", rf"/api/datasets/{_REPO}/preupload/{_REVISION}", _Handler.preupload),
    ("POST", rf"/api/datasets/{_REPO}/commit/{_REVISION}", _Handler.commit),
    ("GET", rf"/api/datasets/{_REPO}/tree/{_REVISION}(?P<path>/.*)?", _Handler.tree),
    ("POST", rf"/api/datasets/{_REPO}/paths-info/{_REVISION}", _Handler.paths_info),
    ("POST", rf"/datasets/{_REPO}\.git/info/lfs/objects/batch", _Handler.lfs_batch),
    ("PUT", r"/upload/(?P<oid>[0-9a-f]{64})", _Handler.upload),
    ("GET", rf"/datasets/{_REPO}/resolve/{_REVISION}/(?P<path>.+)", _Handler.resolve),
]
