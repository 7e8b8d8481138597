"""``afitrack digest``: print what an approval of an item is of."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from afitrack.cli.options import OutputOption, ProjectOption


def digest(
    item: Annotated[str | None, typer.Argument(metavar="ITEM", help="The item's id.")] = None,
    project: ProjectOption = Path(),
    key: Annotated[
        Path | None,
        typer.Option("--sign", metavar="FILE", help="Sign an approval of it with this SSH key."),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option(
            "--file", metavar="FILE", help="A file of the project, for 'sha256' of its form."
        ),
    ] = None,
    output: OutputOption = None,
) -> None:
    """Print the digest of an item or a file; or sign an item's approval."""
    from afitrack.cli.options import opened, usage
    from afitrack.cli.output import deliver
    from afitrack.cli.written import signed
    from afitrack.integrity.digest import approval_text
    from afitrack.load.wording import did_you_mean
    from afitrack.model.people import same_name
    from afitrack.pipeline.verify import versions_here

    if (item is None) == (file is None) or (file is not None and key is not None):
        usage("name an item by its id, which can be signed, or a file with --file")
    if item is None:
        deliver(_of_file(project, str(file)), output)
        return
    opened(project)
    versions = list(versions_here(project))
    found = [one for one in versions if same_name(one.item) == same_name(item)]
    if not found:
        near = did_you_mean(item, [one.item for one in versions])
        usage(f"no item is called '{item}'{near or '; its name is the id in its form'}")
    if len(found) > 1:
        places = ", ".join(str(one.location) for one in found)
        usage(f"'{item}' stands at {places}; an id is used once")
    (version,) = found
    if key is None:
        deliver(f"{version.digest}  {version.item}\n".encode(), output)
    else:
        text = approval_text(version.item, version.digest)
        deliver(signed(project, key, text), output)


def _of_file(project: Path, file: str) -> bytes:
    from afitrack.cli.options import is_folder, usage
    from afitrack.load.attachments import LARGEST
    from afitrack.source import Fault, digest_file

    is_folder(project)
    # Windows users write their own separator; a name within a project never holds it.
    name = file.replace("\\", "/")
    found = digest_file(project, name, LARGEST)
    if isinstance(found, Fault):
        usage(f"{name}: {found.message}")
    return f"{found}  {name}\n".encode()
