"""Standard streams that take Vietnamese on any console, and that may be closed by whoever reads them."""

from __future__ import annotations

import errno
import os
from typing import TextIO

__all__ = ["hush", "is_closed_pipe", "use_utf8"]


def use_utf8(*streams: TextIO) -> None:
    """Write UTF-8; what cannot be encoded at all is replaced, so that a strange name ends no report."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def is_closed_pipe(error: BaseException) -> bool:
    """Whether the reader of the output has gone; Windows calls it an invalid argument of no file."""
    if isinstance(error, BrokenPipeError):
        return True
    return os.name == "nt" and isinstance(error, OSError) and error.errno == errno.EINVAL and not error.filename


def hush(stream: TextIO) -> None:
    """Let the flush at the end of the process write into nothing instead of complaining."""
    try:
        target = stream.fileno()
    except (OSError, ValueError):  # a stream that is no file has nothing to flush
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, target)
    os.close(nothing)
