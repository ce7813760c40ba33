"""How units, nodes, parts and keys are called in the sentences of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from types import MappingProxyType

from attrs import field, frozen

from ictindex.language import Listed, Pair, Sayable, Sentence, language_of, sentence
from ictindex.model.collation import alphabetical
from ictindex.model.rubric import Rubric
from ictindex.model.standing_rules import Key
from ictindex.model.units import BLOCK, Unit
from ictindex.model.where import Spelling

__all__ = [
    "ByName",
    "UnitNames",
    "ids_or_names",
    "key_ids",
    "keys_text",
    "name_of_node",
    "name_of_part",
    "name_of_unit",
    "partition_and_part",
]

_RESERVED: Mapping[str, Sentence] = MappingProxyType(
    {
        "total": sentence("key-total"),
        "percent": sentence("key-percent"),
        "change": sentence("key-change"),
        "change_points": sentence("key-change-points"),
    }
)


def name_of_unit(unit: Unit) -> str:
    """Its name, else its id."""
    return unit.name or unit.id


def _units(units: Iterable[Unit]) -> tuple[Unit, ...]:
    return tuple(units)


@frozen
class UnitNames:
    """Units by name, in the order of the alphabet; they are put into it when somebody reads them.

    >>> str(UnitNames([Unit(id="b", name="Sở Y tế"), Unit(id="a", name="Sở Nội vụ")]))
    'Sở Nội vụ and Sở Y tế'
    """

    units: tuple[Unit, ...] = field(converter=_units)

    def said(self, lang: str = "en") -> str:
        """The names as a list in a language."""
        return language_of(lang).listed(alphabetical(map(name_of_unit, self.units)))

    def __str__(self) -> str:
        return self.said()


def ids_or_names(units: Iterable[Unit]) -> Pair:
    """Units in their order: by id in English, by name in Vietnamese."""
    listed = tuple(units)
    return Pair(vi=Listed(map(name_of_unit, listed)), en=Listed(unit.id for unit in listed))


def name_of_node(rubric: Rubric, name: str) -> str | Sentence:
    """The Vietnamese name of a node or view, its English one, or what a reserved key means."""
    node = rubric.tree.nodes.get(name) or rubric.tree.views.get(name)
    given = "" if node is None else node.vi or node.en
    return given or _RESERVED.get(name, name)


def name_of_part(rubric: Rubric, partition: str, part: str) -> str:
    """The Vietnamese name of a part, its English one, or its id."""
    declared = rubric.partition(partition)
    found = None if declared is None else next((it for it in declared.parts if it.id == part), None)
    return part if found is None else found.vi or found.en or part


def partition_and_part(rubric: Rubric, partition: str, part: str) -> str | Pair:
    """The name of a part; in Vietnamese a block is called one: ``khối Sở ngành``."""
    name = name_of_part(rubric, partition, part)
    word = language_of("vi").subject(BLOCK)
    bare = partition != BLOCK or name.casefold().startswith(word)
    return name if bare else Pair(vi=f"{word} {name}", en=name)


@frozen
class ByName(Spelling):
    """How the conditions of a rubric are read: in Vietnamese by the names of nodes, parts and tiers, else by ids."""

    rubric: Rubric

    def subject(self, name: str, lang: str) -> str:
        """A node by its name."""
        node = self.rubric.tree.nodes.get(name) or self.rubric.tree.views.get(name)
        called = "" if node is None or lang == "en" else node.vi or node.en
        return called or super().subject(name, lang)

    def member(self, subject: str, name: str, lang: str) -> str:
        """A part, a tier or a rule of prizes by its name."""
        if lang == "en":
            return super().member(subject, name, lang)
        called = _MEMBERS.get(subject, partial(_part, subject=subject))(self.rubric, name)
        return called or super().member(subject, name, lang)

    def found(self, subject: str, names: Iterable[str]) -> tuple[str, ...]:
        """The names that a unit has; a prize once, not also by its rule and by both."""
        kept = [name for name in names if subject != "prize" or "/" in name]
        return tuple(self.member(subject, name, "vi") for name in kept)


def _part(rubric: Rubric, name: str, *, subject: str) -> str:
    return name_of_part(rubric, subject, name)


def _tier(rubric: Rubric, name: str) -> str:
    return next((it.vi or it.en for it in rubric.tiers if it.id == name), "")


def _prize(rubric: Rubric, name: str) -> str:
    """A rule, a prize of any rule, or a prize of one: ``id/name``."""
    rule, _, prize = name.partition("/")
    title = next((it.vi or it.en or it.id for it in rubric.awards if it.id == rule), "")
    return f"{prize} ({title})" if prize and title else title


# What a condition may name, by its subject; every other subject is a partition.
_MEMBERS: Mapping[str, Callable[[Rubric, str], str]] = MappingProxyType({"tier": _tier, "prize": _prize})


def keys_text(rubric: Rubric, keys: Iterable[Key]) -> Listed:
    """Keys as a reader says them: ``Hạ tầng, then the total``."""
    return Listed(
        (_lower(name_of_node(rubric, it.name)) if it.lower_is_better else name_of_node(rubric, it.name) for it in keys),
        "then",
    )


def _lower(name: str | Sayable) -> Sentence:
    return sentence("lower-key", key=name)


def key_ids(rubric: Rubric, keys: Iterable[Key]) -> Pair:
    """Keys by the words of the rubric's file in English, by name in Vietnamese."""
    listed = tuple(keys)
    return Pair(vi=keys_text(rubric, listed), en=", ".join(map(str, listed)))
