"""Who is who and what must be signed, as a commit says it that nobody can change any more."""

from __future__ import annotations

from dataclasses import dataclass

from afitrack.git import Repo
from afitrack.git.objects import blobs_at, read_objects
from afitrack.load import Project
from afitrack.load.names import PEOPLE, people_in
from afitrack.load.project import CONFIG, config_in
from afitrack.model.config import Config
from afitrack.model.diagnostic import Diagnostic
from afitrack.model.people import People
from afitrack.source import Fault, Location, parse_toml


@dataclass(frozen=True)
class Base:
    """People, and every configuration whose demands must be met: today's and the base's."""

    commit: str | None
    called: str
    people: People
    configs: tuple[Config, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


_NONE = Fault("file-missing", "", Location(PEOPLE))


def base_here(project: Project) -> Base:
    """Without git: the project as it stands."""
    return Base(None, "this project", project.people, (project.config,))


def base_at(repo: Repo, commit: str, project: Project, called: str) -> Base:
    """What a commit says of people and demands; what it lacks, it does not ask.

    Raises:
        GitError: when an object is missing.
    """
    found = blobs_at(repo, [(commit, PEOPLE), (commit, CONFIG)])
    texts = read_objects(repo, (one for one in found.values() if one))
    people_blob, config_blob = found[commit, PEOPLE], found[commit, CONFIG]
    people, wrong = people_in(parse_toml(texts[people_blob], PEOPLE) if people_blob else _NONE)
    configs = [project.config]
    source = parse_toml(texts[config_blob], CONFIG) if config_blob else None
    if source is not None and not isinstance(source, Fault):
        config, _ = config_in(source)
        configs += [config] if config else []
    return Base(commit, called, people, tuple(configs), tuple(wrong))
