"""What a rubric names of plugins: its shapes and selectors, the registry that has them, and the digest with both."""

from __future__ import annotations

from ictindex.codec import law_digest
from ictindex.model.rubric import Rubric
from ictindex.model.shapes import Custom
from ictindex.plugins.default import default_registry
from ictindex.plugins.registry import Registry

__all__ = ["law_of", "plugin_names", "registry_for"]


def law_of(rubric: Rubric, registry: Registry) -> str:
    """The digest of everything that can change a result, with name and version of each plugin shape and selector."""
    names = plugin_names(rubric)
    shapes = [(name, spec.version) for name, spec in registry.shapes.items() if name in names]
    selectors = [(name, spec.version) for name, spec in registry.selectors.items() if name in names]
    return law_digest(rubric, plugins=(*shapes, *selectors))


def plugin_names(rubric: Rubric) -> frozenset[str]:
    """The plugin shapes and selectors that a rubric names."""
    shapes = {leaf.shape.name for leaf in rubric.tree.leaves() if isinstance(leaf.shape, Custom)}
    return frozenset(shapes | {award.select for award in rubric.awards if award.select})


def registry_for(rubric: Rubric, registry: Registry | None) -> Registry:
    """The registry that was passed; else the installed plugins, and only where the rubric names something of theirs."""
    if registry is not None:
        return registry
    return default_registry() if rubric.once(plugin_names) else rubric.once(_no_plugins)


def _no_plugins(rubric: Rubric) -> Registry:
    """An empty registry, kept with the rubric."""
    del rubric
    return Registry()
