"""Scripted git repositories: commits are told, then written in one go."""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

DATES = "1700000000 +0000"


@dataclass
class Repository:
    """A repository whose commits are gathered first; ``save`` writes them and the newest's files.

    A commit is known by its number, from 1.
    """

    root: Path
    told: list[bytes] = field(default_factory=list)
    trees: list[dict[str, bytes]] = field(default_factory=list)

    def commit(
        self,
        files: Mapping[str, str | bytes | None],
        author: str = "Sam Smith <sam@testshire.example>",
        *,
        committer: str | None = None,
        message: str = "change",
        after: tuple[int, ...] | None = None,
        dates: str = DATES,
    ) -> int:
        """A commit that changes files, or takes away those that are None; ``after`` its parents."""
        parents = ((len(self.trees),) if self.trees else ()) if after is None else after
        tree = dict(self.trees[parents[0] - 1]) if parents else {}
        for path, content in files.items():
            if content is None:
                tree.pop(path)
            else:
                tree[path] = content.encode() if isinstance(content, str) else content
        self.trees.append(tree)
        number = len(self.trees)
        said = message.encode()
        lines = [f"commit refs/heads/at-{number}", f"mark :{number}", f"author {author} {dates}"]
        lines += [f"committer {committer or author} {dates}", f"data {len(said)}"]
        self.told.append("".join(f"{line}\n" for line in lines).encode() + said + b"\n")
        links = zip(("from", *("merge" for _ in parents[1:])), parents, strict=False)
        self.told += [f"{word} :{parent}\n".encode() for word, parent in links]
        self.told.append(b"deleteall\n")
        for path, data in tree.items():
            quoted = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            self.told.append(f'M 100644 inline "{quoted}"\ndata {len(data)}\n'.encode())
            self.told.append(data + b"\n")
        return number

    def save(self, head: int | None = None) -> None:
        """Write all commits, let ``main`` be the newest or the one given, and write its files."""
        at = head or len(self.trees)
        self.root.mkdir(exist_ok=True)
        if not (self.root / ".git").exists():
            self.git("init", "-q", "-b", "main", ".")
        self.told.append(f"reset refs/heads/main\nfrom :{at}\n".encode())
        self.git("fast-import", "--quiet", "--force", stdin=b"".join(self.told))
        for path, data in self.trees[at - 1].items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_bytes(data)

    def turn(self, head: int) -> None:
        """Let a saved commit be checked out, without git: its files, and no others."""
        (self.root / ".git/HEAD").write_text(f"ref: refs/heads/at-{head}\n")
        tree = self.trees[head - 1]
        for path in self.root.rglob("*"):
            name = path.relative_to(self.root).as_posix()
            if path.is_file() and not name.startswith(".git/") and name not in tree:
                path.unlink()
        for name, data in tree.items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_bytes(data)

    def sign(self, key: str) -> None:
        """Let the commit checked out name a public key as its signer's; the signature is none."""
        head, _, message = self.git("cat-file", "commit", "HEAD").partition("\n\n")
        header = _armour(key).replace("\n", "\n ")
        text = f"{head}\ngpgsig {header}\n\n{message}".encode()
        signed = self.git("hash-object", "-t", "commit", "-w", "--stdin", stdin=text)
        self.git("update-ref", "HEAD", signed.strip())

    def commit_here(self, author: str) -> None:
        """Commit the files as they are in the folder, on what is checked out."""
        self.git("add", "--all")
        who = ("-c", "user.name=x", "-c", "user.email=x@elsewhere.example")
        self.git(*who, "commit", "--quiet", "--author", author, "-m", "change")

    def git(self, *words: str, stdin: bytes = b"") -> str:
        """What git prints, asked without anybody's own configuration."""
        done = subprocess.run(
            ["git", *words],
            cwd=self.root,
            input=stdin,
            capture_output=True,
            check=True,
            env=os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        )
        return done.stdout.decode()


def _armour(key: str) -> str:
    kind, public = key.split()[:2]
    blob = base64.b64decode(public)
    assert blob[4 : 4 + len(kind)] == kind.encode()
    body = b"SSHSIG" + (1).to_bytes(4, "big") + len(blob).to_bytes(4, "big") + blob
    text = base64.b64encode(body).decode()
    return f"-----BEGIN SSH SIGNATURE-----\n{text}\n-----END SSH SIGNATURE-----"
