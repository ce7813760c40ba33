"""Registry: the rubrics, shapes and prize selectors that plugins offer, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs
from attrs import field, frozen

from ictindex.model.problems import LineageError, PluginError, PluginSource, Problem, RubricError, UnknownName
from ictindex.model.rubric import Rubric
from ictindex.model.text import near_hint
from ictindex.plugins.editions import choose_edition, is_valid_on
from ictindex.plugins.hookspecs import LineageLoader, RubricLoader
from ictindex.plugins.isolation import Failure, attempt
from ictindex.plugins.problem_codes import plugin_problem

if TYPE_CHECKING:  # importlib.metadata, lineages and the engine are not needed to hold their values
    from importlib.metadata import EntryPoint

    from ictindex.model.lineage import Lineage
    from ictindex.ranking.selector_spec import SelectorSpec
    from ictindex.scoring.shape_spec import ShapeSpec

__all__ = ["STATES", "Plugin", "Registry"]

STATES = ("whole", "partial", "broken", "refused", "disabled")


@frozen(kw_only=True)
class Plugin:
    """One plugin that was found, and what became of it.

    `state` is whole; partial (something of it is left out); broken (nothing of it could be loaded); refused
    (another claims its namespace, or its version does not fit: it was not imported); or disabled.
    """

    name: str
    distribution: str = ""
    version: str = ""
    state: str = "whole"

    @property
    def source(self) -> PluginSource:
        """The place that problems of this plugin name."""
        return PluginSource(name=self.name, distribution=self.distribution)


def _frozen_mapping(value: Mapping[str, object]) -> Mapping[str, object]:
    return MappingProxyType(dict(sorted(value.items())))


@frozen(kw_only=True, eq=False)
class Registry:
    """What plugins offer, as an immutable value.

    ``Registry()`` is empty: the safe mode, in which no plugin's code is run. `discover` makes one of the
    installed plugins, `with_rubric` a larger one of this one.

    Parameters
    ----------
    plugins
        All plugins that were found, the disabled ones too.
    problems
        All that is wrong with them.
    loaders
        What loads a rubric, by its full id.
    lineages
        What loads a lineage, by its full id.
    shapes, selectors
        What plugins add to scoring and ranking, by full name ``namespace/name``.

    >>> from ictindex.model.nodes import Group, Indicator
    >>> rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="may", max=25)])
    >>> registry = Registry().with_rubric(rubric)
    >>> registry.list_rubrics(), registry.get_rubric("demo/it").id
    (['demo/it@2026'], 'demo/it@2026')
    """

    plugins: tuple[Plugin, ...] = ()
    problems: tuple[Problem, ...] = ()
    loaders: Mapping[str, RubricLoader] = field(factory=dict, converter=_frozen_mapping, repr=False)
    lineages: Mapping[str, LineageLoader] = field(factory=dict, converter=_frozen_mapping, repr=False)
    shapes: Mapping[str, ShapeSpec] = field(factory=dict, converter=_frozen_mapping)
    selectors: Mapping[str, SelectorSpec] = field(factory=dict, converter=_frozen_mapping)
    # What was parsed once is not parsed again. The values are immutable and `setdefault` is atomic: of two
    # threads that parse one file at the same time, both return the rubric of the first.
    _parsed: dict[str, Rubric] = field(factory=dict, init=False, repr=False)

    @classmethod
    def discover(
        cls,
        *,
        strict: bool = False,
        require: Iterable[str] = (),
        disable: Iterable[str] = (),
        entry_points: Iterable[EntryPoint] | None = None,
    ) -> Registry:
        """A registry of the installed plugins; the built-in ones are found as any other.

        The environment is obeyed: ``ICTINDEX_PLUGINS`` (``none``, or the only names that are allowed),
        ``ICTINDEX_DISABLE_PLUGINS`` (names) and ``ICTINDEX_RUBRIC_PATH`` (folders of TOML files, registered
        as ``local/…``); names are separated by commas, folders as in PATH.

        Parameters
        ----------
        strict
            Raise if there is any problem with any plugin: for official runs and continuous integration.
        require
            Namespaces that must be there, whole.
        disable
            Plugins that are not imported, by namespace or as ``namespace@distribution``.
        entry_points
            Instead of those of the installed distributions.

        Raises
        ------
        PluginError
            With every problem, if `strict`; with those of the required plugins, if one of them is missing or
            not whole. Otherwise problems are kept in `problems`.
        """
        from ictindex.plugins.discovery import discover

        return discover(strict=strict, require=require, disable=disable, entry_points=entry_points)

    @property
    def rubric_ids(self) -> tuple[str, ...]:
        """The full ids of all rubrics, sorted; nothing is parsed for it."""
        return tuple(self.loaders)

    def list_rubrics(self) -> list[str]:
        """The full ids of all rubrics as a list."""
        return list(self.loaders)

    def get_rubric(self, id: str, *, on: date | None = None) -> Rubric:
        """A rubric by its id.

        Parameters
        ----------
        id
            ``namespace/name@edition``, or ``namespace/name`` for the edition valid on the date `on`; without
            a date, for the only edition or the latest.
        on
            A day of the assessed period. With a full id the edition must be valid on it.

        Raises
        ------
        UnknownName
            If there is no such rubric, or no single edition is meant; the message names near ones.
        PluginError
            If the rubric cannot be loaded, or its plugin is not whole and did not list it. It is raised from
            the exception that is the cause.
        """
        if not isinstance(id, str):
            msg = f"a rubric's id is a text, not a {type(id).__name__}"
            raise TypeError(msg)
        if on is not None and not isinstance(on, date):
            msg = f"`on` is a date, not a {type(on).__name__}"
            raise TypeError(msg)
        if id in self.loaders:
            rubric = self._load(id)
            if on is not None and not is_valid_on(rubric, on):
                msg = f"{id} is not valid on {on.isoformat()}; {rubric.family} gives the edition that is"
                raise UnknownName(msg, name=id, known=self.loaders)
            return rubric
        editions = [it for it in self.loaders if it.partition("@")[0] == id]
        self._refuse_if_not_whole(id, editions)
        if not editions:
            raise UnknownName(self._unknown(id), name=id, known=self.loaders)
        if len(editions) == 1 and on is None:
            return self._load(editions[0])
        return choose_edition([self._load(it) for it in editions], on)

    def list_lineages(self) -> list[str]:
        """The full ids of all lineages as a list."""
        return list(self.lineages)

    def get_lineage(self, id: str) -> Lineage:
        """A lineage by its full id.

        Raises
        ------
        UnknownName
            If there is no such lineage; the message names near ones.
        PluginError
            If the lineage cannot be loaded, from the exception that is the cause.
        """
        from ictindex.model.lineage import Lineage

        if id not in self.lineages:
            msg = f'there is no lineage "{id}": {near_hint(id, self.lineages)}'
            raise UnknownName(msg)
        loaded: object = attempt(self.lineages[id])
        source = self._source(id)
        if isinstance(loaded, Failure):
            message = f'the lineage "{id}" cannot be loaded: {loaded}'
            problem = plugin_problem("lineage-failed", source, message, cause=loaded.error)
            inside = loaded.error.problems if isinstance(loaded.error, LineageError | PluginError) else ()
            raise PluginError((problem, *inside)) from loaded.error
        if not isinstance(loaded, Lineage) or loaded.id != id:
            message = f'the loader of "{id}" returned {loaded.id if isinstance(loaded, Lineage) else type(loaded)}'
            expected = f'a Lineage with id = "{id}"'
            raise PluginError((plugin_problem("bad-lineage", source, message, expected=expected),))
        return loaded

    def with_rubric(self, *rubrics: Rubric) -> Registry:
        """A registry that holds these rubrics as well, under their own ids.

        Raises
        ------
        PluginError
            If an id is registered already: no rubric takes the place of another.
        """
        loaders: dict[str, RubricLoader] = dict(self.loaders)
        doubled: list[Problem] = []
        for rubric in rubrics:
            if rubric.id in loaders:
                where, hint = self._source(rubric.id), "a changed law is a new edition"
                message = f'"{rubric.id}" is registered already'
                doubled.append(plugin_problem("double-id", where, message, hint=hint))
            loaders[rubric.id] = partial(_itself, rubric)
        if doubled:
            raise PluginError(tuple(doubled))
        return attrs.evolve(self, loaders=loaders)

    def __reduce__(self) -> tuple[object, ...]:
        # A mapping proxy does not pickle. What was parsed is parsed again; loaders and shapes go by their names, so
        # that the other process needs the same plugins, and one that holds a function without a name does not pickle.
        fields = {it.name: getattr(self, it.name) for it in attrs.fields(Registry) if it.init}
        return _restored, ({name: dict(it) if isinstance(it, Mapping) else it for name, it in fields.items()},)

    def problems_of(self, name: str) -> tuple[Problem, ...]:
        """The problems of one plugin, by its namespace."""
        return tuple(problem for problem in self.problems if _namespace(problem) == name)

    def _load(self, id: str) -> Rubric:
        known = self._parsed.get(id)
        if known is not None:
            return known
        loaded: object = attempt(self.loaders[id])
        source = self._source(id)
        if isinstance(loaded, Failure):
            message = f'the rubric "{id}" cannot be loaded: {loaded}'
            problem = plugin_problem("rubric-failed", source, message, cause=loaded.error)
            # What is wrong in the file stands beside it, line by line.
            inside = loaded.error.problems if isinstance(loaded.error, RubricError | PluginError) else ()
            raise PluginError((problem, *inside)) from loaded.error
        if not isinstance(loaded, Rubric):
            message = f'the loader of "{id}" returned a {type(loaded).__name__}'
            raise PluginError((plugin_problem("bad-rubric", source, message, expected="a Rubric"),))
        if loaded.id != id:
            message = f'the rubric listed as "{id}" says that it is "{loaded.id}"'
            expected = f'id = "{id}"'
            raise PluginError((plugin_problem("rubric-id-mismatch", source, message, expected=expected),))
        return self._parsed.setdefault(id, loaded)

    def _refuse_if_not_whole(self, id: str, editions: list[str]) -> None:
        """Raise where the rubric, or a better edition of it, may be what a plugin failed to list."""
        namespace = id.partition("/")[0]
        problems = self.problems_of(namespace)
        if not problems:
            return
        hint = f"of {id} it did list: {', '.join(editions)}" if editions else near_hint(id, self.loaders)
        message = f'its plugin has problems, and "{id}" is none of the ids that it listed'
        problem = plugin_problem("not-listed", self._source(id), message, hint=hint)
        causes = (it.cause for it in problems if it.cause is not None)
        raise PluginError((problem, *problems)) from next(causes, None)

    def _unknown(self, id: str) -> str:
        namespace = id.partition("/")[0]
        if id.endswith(".toml"):
            return f'there is no rubric "{id}"; a file is read by load_rubric'
        if any(plugin.name == namespace and plugin.state == "disabled" for plugin in self.plugins):
            return f'there is no rubric "{id}": the plugin {namespace} is disabled'
        known = self.loaders if "@" in id else {it.partition("@")[0] for it in self.loaders}
        count = len(self.problems)
        told = f"; plugins have {count} problem{'s' if count > 1 else ''}, see `ictindex plugin doctor`"
        return f'there is no rubric "{id}": {near_hint(id, known)}{told if count else ""}'

    def _source(self, id: str) -> PluginSource:
        namespace = id.partition("/")[0]
        found = (plugin.source for plugin in self.plugins if plugin.name == namespace)
        return next(found, PluginSource(name=namespace))


def _restored(fields: dict[str, Any]) -> Registry:
    return Registry(**fields)


def _itself(rubric: Rubric) -> Rubric:
    return rubric


def _namespace(problem: Problem) -> str:
    return problem.where.name if isinstance(problem.where, PluginSource) else ""
