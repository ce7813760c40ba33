"""Anchors that pages write as HTML (``<a id="foreign-id"></a>``) are targets of links, as they are on GitHub.

Without this MyST knows headings only, and warns about every link to a line of a table.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform

__all__ = ["HtmlAnchors", "setup"]

ANCHOR = re.compile(r'<a id="([^"]+)">')


class HtmlAnchors(SphinxTransform):
    """Tell MyST of every anchor on the page that was read, before it looks for the targets of links."""

    default_priority = 870

    def apply(self, **kwargs: object) -> None:
        """Add to the targets of this page, for its own links and for those of others."""
        del kwargs
        slugs = getattr(self.document, "myst_slugs", {})
        for raw in self.document.findall(nodes.raw):
            for anchor in ANCHOR.findall(raw.astext()):
                slugs.setdefault(anchor, (raw.line, anchor, anchor))
        self.env.metadata[self.env.current_document.docname]["myst_slugs"] = self.document.myst_slugs = slugs


def setup(app: Sphinx) -> dict[str, Any]:
    """Join the build."""
    app.add_transform(HtmlAnchors)
    return {"parallel_read_safe": True}
