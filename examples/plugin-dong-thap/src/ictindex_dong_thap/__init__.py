"""A prize for balance: whose weakest group is the strongest. The rubric beside this file names it as `select`."""

from importlib.resources import files

from ictindex.plugins import hookimpl, toml_rubrics
from ictindex.ranking.selector_spec import SelectorSpec


def balanced(candidates):
    """Order candidates by their lowest value, then by the sum; units that are equal in both by their id.

    The values are exact fractions of the nodes in the prize's `by`: the rubric says what is looked at. A selector
    leaves no tie, so its last word is the id, and the rubric's readers are told so.
    """

    def worst_last(candidate):
        values = [value for _, value in candidate.values]
        return -min(values), -sum(values), candidate.unit

    return [candidate.unit for candidate in sorted(candidates, key=worst_last)]


@hookimpl
def ictindex_rubrics():
    return toml_rubrics("dong-thap", files(__name__))


@hookimpl
def ictindex_prizes():
    # A changed function is a changed version, and so a changed law.
    yield "dong-thap/balanced", SelectorSpec(version="1", select=balanced)
