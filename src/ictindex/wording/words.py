"""Words for what a rubric's file spells in keys: names of keys, words of closed lists."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ictindex.language import LANGUAGES, Language
from ictindex.language.key_texts import LABELS, SUBJECTS, VALUES

__all__ = ["CHOSEN", "key_label", "kind_label", "path_text", "value_words"]

# Keys whose values are words of closed lists, or yes and no, or the reserved name of a node or cohort.
CHOSEN = frozenset(
    {
        *(
            "aggregate",
            "against",
            "better",
            "by",
            "break_by",
            "comparable",
            "constant",
            "counts",
            "exclusive",
            "extra",
            "half",
            "in",
        ),
        *(
            "kind",
            "last",
            "method",
            "missing",
            "of",
            "origin",
            "overall",
            "per",
            "range",
            "round",
            "status",
            "tie",
            "ties",
            "unmet",
            "unproved",
            "unverified",
            "value",
            "weights",
            "zero",
        ),
    }
)


# Tables by name, and those that stand once.
_NAMED = frozenset({"node", "view", "tier", "downgrade", "award", "source", "column", "step"})
_KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "award": ("khen thưởng", "award"),
        "column": ("cột", "column"),
        "downgrade": ("hạ bậc xếp loại", "downgrade"),
        "exclude": ("đơn vị không xếp hạng", "excluded units"),
        "node": ("chỉ tiêu", "node"),
        "partition": ("cách chia", "partition"),
        "printed": ("tham số đã công bố", "printed parameters"),
        "rank": ("xếp hạng", "rank"),
        "source": ("nguồn", "source"),
        "step": ("bước trước khi chấm", "step"),
        "tier": ("xếp loại", "tier"),
        "total": ("tổng điểm", "total"),
        "view": ("góc nhìn", "view"),
    }
)


def key_label(key: str, language: Language, kind: str = "") -> str:
    """What a key of a rubric's file is called, in tables of a kind where it is called otherwise there.

    The key itself where it has no name.

    >>> key_label("max", Language("en")), key_label("max", Language("vi"))
    ('maximum', 'điểm tối đa')
    """
    return _in(LABELS, f"{kind}.{key}" if f"{kind}.{key}" in LABELS else key, language)


def kind_label(kind: str, language: Language) -> str:
    """What the records of a kind are called."""
    return _in(_KINDS, kind, language)


def path_text(path: str, language: Language) -> str:
    """The place of a parameter: its path, which the lists of a rubric name too; in Vietnamese in words.

    >>> path_text("node.may.max", Language("en")), path_text("node.may.max", Language("vi"))
    ('node.may.max', 'chỉ tiêu may: điểm tối đa')
    """
    if language.code == "en":
        return path
    kind, _, rest = path.partition(".")
    name, _, key = rest.rpartition(".") if kind in _NAMED else ("", "", rest)
    if kind == "partition" or not rest:
        return f"{_in(_KINDS, kind, language)} {language.subject(rest)}".rstrip()
    return f"{_in(_KINDS, kind, language)} {name}".rstrip() + f": {key_label(key, language, kind)}"


def value_words(key: str, text: str, language: Language) -> str:
    """The value of a key as a reader says it: words of closed lists in the language, all else as it is.

    >>> value_words("missing", "refuse", Language("vi")), value_words("read", "zero", Language("vi"))
    ('từ chối', 'zero')
    """
    if language.code == "en" or key not in CHOSEN:
        return text
    if key == "kind":  # here percent is a kind of number, not a key to order by
        return VALUES.get(text, text)
    return ", ".join(_signed(word) for word in text.split(", "))


def _signed(word: str) -> str:
    bare = word.removeprefix("-")
    said = SUBJECTS[bare][0] if bare in SUBJECTS else VALUES.get(bare, bare)
    return said if bare == word else f"{said} (thấp hơn là tốt hơn)"


def _in(texts: Mapping[str, tuple[str, str]], name: str, language: Language) -> str:
    return texts[name][LANGUAGES.index(language.code)] if name in texts else name
