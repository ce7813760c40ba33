from __future__ import annotations

import pytest

from ictindex.plugins.isolation import Failure, attempt


def test_a_result_passes_through():
    """A call that ends well gives what it returns, None too."""
    assert attempt(lambda: 3) == 3
    assert attempt(lambda: None) is None


@pytest.mark.parametrize("error", [ValueError("no"), SystemExit(2), GeneratorExit(), BaseException("odd")])
def test_whatever_is_raised_becomes_a_value(error):
    """The exception itself is kept, as the cause of later errors."""

    def fails():
        raise error

    failure = attempt(fails)
    assert isinstance(failure, Failure)
    assert failure.error is error


def test_the_user_can_interrupt():
    """Control-C is not a fault of the plugin."""

    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attempt(interrupted)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ValueError("first\nsecond"), "ValueError: first"),
        (ValueError(), "ValueError"),
        (ValueError("  \n"), "ValueError"),
        (ValueError("x" * 400), f"ValueError: {'x' * 300}…"),
        (SystemExit(3), "SystemExit: 3"),
    ],
)
def test_a_failure_prints_one_line(error, text):
    """Messages of problems are lines, however much a stranger has to say."""
    assert text == str(Failure(error))


def test_an_exception_that_cannot_be_printed_is_named():
    """An exception whose own text raises is told by its class."""

    class MuteError(Exception):
        def __str__(self):
            raise MuteError

    assert str(Failure(MuteError())) == "MuteError"
