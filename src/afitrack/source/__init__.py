"""Open files and know places.

The only room with tomli. A file that cannot be had, or is not TOML 1.0, is a `Fault`; a route of
keys becomes ``file:line:column``. It imports no other room.
"""

from afitrack.source.files import digest_file, read_file
from afitrack.source.folders import Folders
from afitrack.source.origin import Origin
from afitrack.source.place import Fault, Location, Route
from afitrack.source.toml import SourceFile, parse_toml

__all__ = [
    "Fault",
    "Folders",
    "Location",
    "Origin",
    "Route",
    "SourceFile",
    "digest_file",
    "parse_toml",
    "read_file",
]
