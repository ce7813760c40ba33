"""What the heading of a column means: a column of the data, by its name or by a node's id or name in the rubric."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from attrs import frozen

from ictindex.model.nodes import Indicator
from ictindex.model.rubric import Rubric
from ictindex.model.steps import CarryUp, Verify
from ictindex.model.text import fold, normalise
from ictindex.model.units import BLOCK

__all__ = ["OWN_WORDS", "ROLES", "Meaning", "Vocabulary", "is_id_heading", "vocabulary_of"]

# How Vietnamese tables head what describes a unit; the first of each is the name of the column.
OWN_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "id": ("id", "mã", "mã đơn vị"),
        "name": ("name", "tên", "tên đơn vị", "đơn vị"),
        BLOCK: (BLOCK, "khối", "khối đơn vị"),
        "tags": ("tags", "nhãn"),
        "parent": ("parent", "mã đơn vị cấp trên"),
        "rank": ("rank", "hạng", "xếp hạng"),
        "score": ("score", "tổng điểm"),
    }
)
# The columns of a step `verify`: what the unit says of itself, what the council found, the document of proof.
ROLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "self": ("tự chấm", "tự đánh giá", "đơn vị tự chấm", "self"),
        "verified": ("thẩm định", "hội đồng thẩm định", "kết quả thẩm định", "verified"),
        "evidence": ("minh chứng", "tài liệu minh chứng", "tài liệu kiểm chứng", "evidence"),
    }
)
_ROLE_OF = {fold(word): role for role, words in ROLES.items() for word in words}
_COLUMN_OF = {fold(word): name for name, words in OWN_WORDS.items() for word in words}
_SIDES = tuple(ROLES)


@frozen(kw_only=True)
class Meaning:
    """The column that a heading means; or the columns that it may mean, with what tells them apart."""

    column: str = ""
    choices: tuple[str, ...] = ()


@frozen(kw_only=True)
class _Leaf:
    """A leaf as headings name it, and the names of the groups above it."""

    node: Indicator
    above: frozenset[str]


@frozen(kw_only=True, eq=False)
class Vocabulary:
    """All that headings can mean under a rubric.

    `columns` are the columns of the data by folded name; `leaves` the leaves by each of their folded names; `sides`
    the columns of a verified column by role.
    """

    columns: Mapping[str, str]
    leaves: Mapping[str, tuple[_Leaf, ...]]
    sides: Mapping[str, Mapping[str, str]]

    def meaning(self, path: Sequence[str]) -> Meaning:
        """What a heading of one or more levels means, from the top down; no column where it is no word of the rubric.

        A column's own name goes first, whatever stands above it. A node's name stands for the column that the node
        reads; of several nodes with one name the groups above the heading must leave one.
        """
        words = [fold(text) for text in path]
        if words[-1] in self.columns:
            return Meaning(column=self.columns[words[-1]])
        roles = [_ROLE_OF[word] for word in words if word in _ROLE_OF]
        names = [word for word in words if word not in _ROLE_OF]
        if not names and len(roles) == 1:
            return Meaning()
        if len(roles) != 1 or not names:
            roles, names = [], words
        if not roles and names[-1] not in self.leaves:
            names[-1], roles = _cut(names[-1])
        found = self.leaves.get(names[-1], ())
        if len(found) > 1:
            found = tuple(leaf for leaf in found if any(word in leaf.above for word in names[:-1])) or found
        return self._of(tuple(self._reads(found, roles)), found)

    def _reads(self, leaves: Iterable[_Leaf], roles: Sequence[str]) -> Iterator[str]:
        for leaf in leaves:
            for column in leaf.node.reading.columns:
                sides = self.sides.get(column)
                if sides is None:
                    if not roles:
                        yield column
                elif roles:
                    yield from [sides[roles[0]]] if roles[0] in sides else []
                else:
                    yield from sides.values()

    def _of(self, columns: tuple[str, ...], leaves: Sequence[_Leaf]) -> Meaning:
        different = tuple(dict.fromkeys(columns))
        if len(different) > 1:
            return Meaning(choices=different)
        # Two leaves that read one column: the heading means that column all the same.
        return Meaning(column=different[0]) if different and leaves else Meaning()


def is_id_heading(cell: object, *, exactly: bool = False) -> bool:
    """Whether a cell heads the column of unit ids; `exactly` with the name of the column itself.

    >>> is_id_heading(" MÃ  ĐƠN VỊ "), is_id_heading("Mã đơn vị", exactly=True), is_id_heading("id", exactly=True)
    (True, False, True)
    """
    if not isinstance(cell, str):
        return False
    return normalise(cell) == "id" if exactly else _COLUMN_OF.get(fold(cell)) == "id"


def vocabulary_of(rubric: Rubric | None) -> Vocabulary:
    """The words that headings can be made of: with a rubric its columns, ids and names, else those of units only."""
    columns = dict(_COLUMN_OF)
    if rubric is None:
        return Vocabulary(columns=columns, leaves={}, sides={})
    return rubric.once(_vocabulary)


def _vocabulary(rubric: Rubric) -> Vocabulary:
    sides = _sides(rubric)
    names = [it.name for it in rubric.partitions if not it.is_derived]
    names += [step.parent for step in rubric.steps if isinstance(step, CarryUp)]
    names += [name for name in rubric.column_kinds if name not in sides]
    names += [column for it in sides.values() for column in it.values()]
    # The rubric's own names go before the words that tables commonly use.
    columns = _COLUMN_OF | {fold(name): name for name in names}
    leaves: dict[str, list[_Leaf]] = {}
    for node in rubric.tree.leaves():
        leaf = _Leaf(node=node, above=frozenset(_above(rubric, node)))
        for word in dict.fromkeys(fold(text) for text in (node.id, node.vi, node.en) if text):
            leaves.setdefault(word, []).append(leaf)
    return Vocabulary(
        columns=MappingProxyType(columns),
        leaves=MappingProxyType({word: tuple(found) for word, found in leaves.items()}),
        sides=MappingProxyType(sides),
    )


def _sides(rubric: Rubric) -> dict[str, Mapping[str, str]]:
    return {
        column: {role: name for role, name in zip(_SIDES, step.sides(column), strict=True) if name}
        for step in rubric.steps
        if isinstance(step, Verify)
        for column in step.columns
    }


def _above(rubric: Rubric, leaf: Indicator) -> Iterator[str]:
    parent = rubric.tree.nodes.get(leaf.parent)
    while parent is not None:
        yield from (fold(text) for text in (parent.id, getattr(parent, "vi", ""), getattr(parent, "en", "")) if text)
        parent = rubric.tree.nodes.get(parent.parent) if parent.id != "total" else None


def _cut(word: str) -> tuple[str, list[str]]:
    """A heading such as "mạng - thẩm định" or "mạng (thẩm định)" as its name and its role."""
    for text, role in _ROLE_OF.items():
        for ending in (f" - {text}", f" – {text}", f" ({text})", f": {text}"):
            if word.endswith(ending):
                return word.removesuffix(ending), [role]
    return word, []
