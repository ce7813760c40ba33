"""Arrays that nobody can change, also after pickle and deepcopy; whether truth values hold anywhere or everywhere."""

from __future__ import annotations

from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

__all__ = ["Rebuilt", "everywhere", "read_only", "somewhere"]


# Counting spares few units the wrapper in Python that `any` and `all` go through.
def somewhere(mask: NDArray[np.bool_]) -> bool:
    """Whether it holds of anyone."""
    return bool(np.count_nonzero(mask))


def everywhere(mask: NDArray[np.bool_]) -> bool:
    """Whether it holds of all."""
    return bool(np.count_nonzero(mask) == mask.size)


def read_only(array: NDArray[Any]) -> NDArray[Any]:
    """A view of the array that refuses to be written to."""
    view = np.asarray(array).view()
    view.setflags(write=False)
    return view


class Rebuilt:
    """Pickles and copies through the constructor, which makes arrays read-only again (numpy forgets the flag)."""

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        fields: tuple[Any, ...] = attrs.fields(type(self))  # type: ignore[arg-type]  # every subclass is an attrs class
        return _rebuild, (type(self), {it.name: getattr(self, it.name) for it in fields})


def _rebuild(cls: type[Any], values: dict[str, Any]) -> Any:
    return cls(**values)
