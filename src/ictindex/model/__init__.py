"""The values of the library: units, nodes, rules, rubrics, data sets; no arithmetic beyond bounds that need no data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ictindex.on_demand import on_demand

if TYPE_CHECKING:
    from ictindex.model.carrying import Carried, NotCarried
    from ictindex.model.dataset import Dataset
    from ictindex.model.lineage import Identity, Lineage, Passage
    from ictindex.model.lineage_events import Event, LineageUnit
    from ictindex.model.nodes import ByPart, Group, Indicator, View
    from ictindex.model.problems import (
        Cell,
        DataError,
        IctIndexError,
        LineageError,
        NotComparable,
        PluginError,
        PluginSource,
        Problem,
        RubricError,
        RubricPath,
        TieRefused,
        UnknownName,
    )
    from ictindex.model.published import Published, PublishedRow
    from ictindex.model.rubric import ColumnRule, Rubric, RubricDraft, Title
    from ictindex.model.screening import Screen
    from ictindex.model.shapes import Against, Curve, Custom, Given, Levels, Reading, Steps, Yes
    from ictindex.model.standing_rules import Downgrade, Exclusion, Key, Prize, PrizeCount, RankRule, Source, Tier
    from ictindex.model.steps import CarryUp, Impute, Verify
    from ictindex.model.treating import Treat
    from ictindex.model.units import Part, Partition, Unit
    from ictindex.model.where import Where

__all__ = [
    "Against",
    "ByPart",
    "Carried",
    "CarryUp",
    "Cell",
    "ColumnRule",
    "Curve",
    "Custom",
    "DataError",
    "Dataset",
    "Downgrade",
    "Event",
    "Exclusion",
    "Given",
    "Group",
    "IctIndexError",
    "Identity",
    "Impute",
    "Indicator",
    "Key",
    "Levels",
    "Lineage",
    "LineageError",
    "LineageUnit",
    "NotCarried",
    "NotComparable",
    "Part",
    "Partition",
    "Passage",
    "PluginError",
    "PluginSource",
    "Prize",
    "PrizeCount",
    "Problem",
    "Published",
    "PublishedRow",
    "RankRule",
    "Reading",
    "Rubric",
    "RubricDraft",
    "RubricError",
    "RubricPath",
    "Screen",
    "Source",
    "Steps",
    "TieRefused",
    "Tier",
    "Title",
    "Treat",
    "Unit",
    "UnknownName",
    "Verify",
    "View",
    "Where",
    "Yes",
]

# The module of each name.
_PLACES = {
    "Against": "shapes",
    "ByPart": "nodes",
    "Carried": "carrying",
    "CarryUp": "steps",
    "Cell": "problems",
    "ColumnRule": "rubric",
    "Curve": "shapes",
    "Custom": "shapes",
    "DataError": "problems",
    "Dataset": "dataset",
    "Downgrade": "standing_rules",
    "Event": "lineage_events",
    "Exclusion": "standing_rules",
    "Given": "shapes",
    "Group": "nodes",
    "IctIndexError": "problems",
    "Identity": "lineage",
    "Impute": "steps",
    "Indicator": "nodes",
    "Key": "standing_rules",
    "Levels": "shapes",
    "Lineage": "lineage",
    "LineageError": "problems",
    "LineageUnit": "lineage_events",
    "NotCarried": "carrying",
    "NotComparable": "problems",
    "Part": "units",
    "Partition": "units",
    "Passage": "lineage",
    "PluginError": "problems",
    "PluginSource": "problems",
    "Prize": "standing_rules",
    "PrizeCount": "standing_rules",
    "Problem": "problems",
    "Published": "published",
    "PublishedRow": "published",
    "RankRule": "standing_rules",
    "Reading": "shapes",
    "Rubric": "rubric",
    "RubricDraft": "rubric",
    "RubricError": "problems",
    "RubricPath": "problems",
    "Screen": "screening",
    "Source": "standing_rules",
    "Steps": "shapes",
    "TieRefused": "problems",
    "Tier": "standing_rules",
    "Title": "rubric",
    "Treat": "treating",
    "Unit": "units",
    "UnknownName": "problems",
    "Verify": "steps",
    "View": "nodes",
    "Where": "where",
    "Yes": "shapes",
}

__getattr__, __dir__ = on_demand(__name__, _PLACES)
