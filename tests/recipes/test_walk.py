"""The walk through CI on the page, followed word for word in a scratch repository.

With AFITRACK_GOLDEN=1 what the commands print is written into the page anew.
"""

from __future__ import annotations

from pathlib import Path

from pages import RENEW, blocks, commands, matches, renewed
from scratch import ROOT, Scratch, install

PAGE = ROOT / "docs/ci.md"


def test_the_walk_passes_and_fails_as_the_page_says(tmp_path: Path) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "afitrack").symlink_to(ROOT)
    text = PAGE.read_text(encoding="utf-8")
    wrong, end, parts = list[str](), 0, list[str]()
    for block in blocks(PAGE):
        if block.info != ("console", "shell"):
            continue
        parts.append(text[end : block.start])
        end = block.start + len(block.text)
        for command, shown, code in commands(block):
            # The first steps make the folder that the others are taken in.
            home = folder / "force" if (folder / "force/.git").exists() else folder
            done = Scratch(home, install(tmp_path)).run(command)
            real = done.stdout.splitlines()
            if code != done.returncode or not (RENEW or matches(shown, real)):
                wrong.append("\n".join((f"$ {command}", *real, f"# exit {done.returncode}")))
            ending = [f"# exit {code}"] if code else []
            parts += [f"{line}\n" for line in (f"$ {command}", *renewed(shown, real), *ending)]
    if RENEW:
        PAGE.write_text("".join((*parts, text[end:])), encoding="utf-8")
    assert parts
    assert not wrong, "\n\n".join(wrong)
