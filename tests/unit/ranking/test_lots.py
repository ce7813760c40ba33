from __future__ import annotations

from hashlib import sha256

from ictindex.ranking.lots import by_id, by_lot, lot_of

IDS = ["so-y-te", "so-noi-vu", "so-tu-phap", "Đống Đa", "Ba Vì"]


def test_a_lot_is_the_sha256_of_seed_colon_id():
    """Anybody can draw it again with a common tool."""
    assert lot_of("2014", "Ba Vì") == sha256("2014:Ba Vì".encode()).hexdigest()


def test_the_smallest_lot_is_drawn_first():
    """In the order of the hexadecimal texts, whatever the order of the rows."""
    lots = [sha256(f"2014:{unit}".encode()).hexdigest() for unit in IDS]
    expected = sorted(range(5), key=lots.__getitem__)
    assert by_lot(range(5), IDS, "2014") == expected
    assert by_lot([4, 2, 0, 1, 3], IDS, "2014") == expected


def test_another_seed_is_another_draw():
    """Over a few seeds every unit is first at least once."""
    assert {by_lot(range(5), IDS, str(seed))[0] for seed in range(40)} == set(range(5))


def test_ids_are_ordered_by_code_points():
    """Đ stands behind Z: the order is that of the letters' numbers, not of a language."""
    assert [IDS[row] for row in by_id(range(5), IDS)] == [
        "Ba Vì",
        "so-noi-vu",
        "so-tu-phap",
        "so-y-te",
        "Đống Đa",
    ]
