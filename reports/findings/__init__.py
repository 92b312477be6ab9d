"""The findings site: static HTML for reviewers and units, without server, script or foreign host.

`Inspection` holds what is known; each page module makes of it a frozen report, counted and worded,
which its template prints; `write` puts them into a folder.
"""

from reports.findings.folder import FolderError, write
from reports.findings.inspection import Inspection

__all__ = ["FolderError", "Inspection", "write"]
