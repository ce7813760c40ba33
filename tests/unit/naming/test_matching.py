from __future__ import annotations

import unicodedata

import pytest

from ictindex.model import DataError, UnknownName
from ictindex.naming import Doubt, Pair, match, spelling_of

# The 64 units of 2004 to 2008, when Hà Tây was one of them.
PROVINCES = [
    "An Giang",
    "Bà Rịa - Vũng Tàu",
    "Bạc Liêu",
    "Bắc Giang",
    "Bắc Kạn",
    "Bắc Ninh",
    "Bến Tre",
    "Bình Dương",
    "Bình Định",
    "Bình Phước",
    "Bình Thuận",
    "Cà Mau",
    "Cao Bằng",
    "Cần Thơ",
    "Đà Nẵng",
    "Đắk Lắk",
    "Đắk Nông",
    "Điện Biên",
    "Đồng Nai",
    "Đồng Tháp",
    "Gia Lai",
    "Hà Giang",
    "Hà Nam",
    "Hà Nội",
    "Hà Tây",
    "Hà Tĩnh",
    "Hải Dương",
    "Hải Phòng",
    "Hậu Giang",
    "Hòa Bình",
    "Hồ Chí Minh",
    "Hưng Yên",
    "Khánh Hòa",
    "Kiên Giang",
    "Kon Tum",
    "Lai Châu",
    "Lạng Sơn",
    "Lào Cai",
    "Lâm Đồng",
    "Long An",
    "Nam Định",
    "Nghệ An",
    "Ninh Bình",
    "Ninh Thuận",
    "Phú Thọ",
    "Phú Yên",
    "Quảng Bình",
    "Quảng Nam",
    "Quảng Ngãi",
    "Quảng Ninh",
    "Quảng Trị",
    "Sóc Trăng",
    "Sơn La",
    "Tây Ninh",
    "Thái Bình",
    "Thái Nguyên",
    "Thanh Hóa",
    "Thừa Thiên Huế",
    "Tiền Giang",
    "Trà Vinh",
    "Tuyên Quang",
    "Vĩnh Long",
    "Vĩnh Phúc",
    "Yên Bái",
]
SHORT = {
    "HCM": "Hồ Chí Minh",
    "TP.HCM": "Hồ Chí Minh",
    "Sài Gòn": "Hồ Chí Minh",
    "BRVT": "Bà Rịa - Vũng Tàu",
    "BR-VT": "Bà Rịa - Vũng Tàu",
    "TT-Huế": "Thừa Thiên Huế",
    "Đắc Lắc": "Đắk Lắk",
    "Đăk Lăk": "Đắk Lắk",
}
# Spellings as files have them, and which province each means.
CERTAIN = {
    "An Giang": ["AN GIANG", "an giang", "Tỉnh An Giang", "tỉnh An  Giang", "UBND tỉnh An Giang", "An-Giang"],
    "Bà Rịa - Vũng Tàu": [
        "Bà Rịa-Vũng Tàu",
        "Bà Rịa – Vũng Tàu",
        "Bà Rịa—Vũng Tàu",
        "Bà Rịa Vũng Tàu",
        "Tỉnh Bà Rịa - Vũng Tàu",
        "BRVT",
        "BR-VT",
        "BR VT",
        "B.R.V.T",
        "BÀ RỊA - VŨNG TÀU",
    ],
    "Đà Nẵng": [
        "Đà Nẵng",
        "Ðà Nẵng",
        "Ɖà Nẵng",
        "đà nẵng",
        "TP Đà Nẵng",
        "TP. Đà Nẵng",
        "TP.Đà Nẵng",
        "T.P Đà Nẵng",
        "Thành phố Đà Nẵng",
        "UBND TP. Đà Nẵng",
        unicodedata.normalize("NFD", "Đà Nẵng"),
    ],
    "Hòa Bình": ["Hoà Bình", "HOÀ BÌNH", "Tỉnh Hoà Bình", "Hòa Bình"],
    "Khánh Hòa": ["Khánh Hoà", "khánh hoà", "Tỉnh Khánh Hoà"],
    "Thanh Hóa": ["Thanh Hoá", "THANH HOÁ", "Tỉnh Thanh Hoá", "Ủy ban nhân dân tỉnh Thanh Hóa"],
    "Hồ Chí Minh": [
        "TP.HCM",
        "TP HCM",
        "TPHCM",
        "TP. HCM",
        "HCM",
        "H.C.M",
        "Tp. Hồ Chí Minh",
        "Thành phố Hồ Chí Minh",
        "TP. Hồ Chí  Minh",
        "Sài Gòn",
        "UBND TP.HCM",
    ],
    "Thừa Thiên Huế": ["Thừa Thiên - Huế", "Thừa Thiên–Huế", "TT-Huế", "TT Huế", "T.T.Huế", "TT.Huế", "Tỉnh TT-Huế"],
    "Đắk Lắk": ["Đắc Lắc", "Đăk Lăk", "ĐẮK LẮK", "Ðắk Lắk", "Đắk-Lắk"],
    "Hà Nội": ["Thủ đô Hà Nội", "TP. Hà Nội", "HÀ NỘI"],
    "Quảng Ngãi": ["Tỉnh Quảng Ngãi", "QUẢNG NGÃI"],
    "Lâm Đồng": ["Lâm Ðồng", "LÂM ĐỒNG"],
}
DOUBTFUL = {
    "Hà Tây": ("Ha Tay", "HA TAY", "Hatay"),
    "Thanh Hóa": ("Thanh Hoa",),
    "Hòa Bình": ("Hoa Binh", "Hoabinh", "Hòa Binh"),
    "Hồ Chí Minh": ("Ho Chi Minh", "TP Ho Chi Minh", "Hochiminh"),
    "Kon Tum": ("Kontum", "KonTum", "Kom Tum"),
    "Bắc Kạn": ("Bắc Cạn", "Bac Can", "Bac Kan"),
    "Đắk Nông": ("Đăk Nông", "Dak Nong", "Đắc Nông"),
    "Đà Nẵng": ("Da Nang", "Ðà Nẳng", "Danang"),
    "Quảng Ninh": ("Quang Ninh", "Quãng Ninh"),
    "Hà Nam": ("Ha Nam",),
    "Hà Tĩnh": ("Ha Tinh",),
    "Cần Thơ": ("Can Tho", "TP Can Tho"),
    "Bà Rịa - Vũng Tàu": ("Ba Ria - Vung Tau", "Ba Ria-Vung Tau"),
}


@pytest.mark.parametrize(("spelling", "name"), [(text, name) for name, texts in CERTAIN.items() for text in texts])
def test_a_spelling_by_rule_is_certain(spelling, name):
    """One spelling against all 64: its province and no doubt."""
    found = match([spelling], PROVINCES, abbreviations=SHORT)
    assert (found.pairs, found.doubtful) == ((Pair(left=spelling, right=name),), ())


@pytest.mark.parametrize(("spelling", "name"), [(text, name) for name, texts in DOUBTFUL.items() for text in texts])
def test_a_spelling_with_something_lost_is_doubtful(spelling, name):
    """Its province is among what is offered, and nothing is decided."""
    found = match([spelling], PROVINCES, abbreviations=SHORT)
    assert found.pairs == ()
    assert [(it.left, it.right) for it in found.doubtful] == [(spelling, name)]


def test_there_are_enough_spellings():
    """The table of the two tests above; 145 spellings of 64 units are known from one compilation."""
    spellings = {text for texts in (*CERTAIN.values(), *DOUBTFUL.values()) for text in texts}
    assert len(spellings) >= 60


@pytest.mark.parametrize("spelling", ["Hà Đông", "Bình Trị Thiên", "Nam Hà", "Long Khánh", "HP", "Hà"])
def test_another_name_is_unmatched(spelling):
    """A province of before, a town, letters that nobody declared: nothing near is offered as certain or doubtful."""
    found = match([spelling], PROVINCES, abbreviations=SHORT)
    assert (found.pairs, found.doubtful, found.left_only) == ((), (), (spelling,))


def test_all_names_match_themselves_and_nothing_else():
    """The 64 names against themselves in another order, with prefixes and with old tone marks."""
    other = [f"Tỉnh {name.replace('Hòa', 'Hoà').replace('Hóa', 'Hoá')}" for name in reversed(PROVINCES)]
    found = match(PROVINCES, other)
    assert len(found.pairs) == len(PROVINCES)
    assert all(spelling_of(it.left).words == spelling_of(it.right).words for it in found.pairs)
    assert (found.doubtful, found.left_only, found.right_only) == ((), (), ())


def test_without_marks_all_of_them_are_doubtful():
    """The names of a compilation that has only ASCII: none certain, each offered one name."""
    plain = {name: spelling_of(name).plain for name in PROVINCES}
    found = match(plain, PROVINCES)
    assert found.pairs == ()
    assert [(it.left, it.right) for it in found.doubtful] == [(it, it) for it in sorted(PROVINCES)]
    # A name that has no marks lost only its spaces.
    assert {it.right for it in found.doubtful if it.why == "spacing"} == {"An Giang", "Gia Lai", "Kon Tum", "Long An"}


@pytest.mark.parametrize(
    ("left", "right"),
    [("Thủy Nguyên", "Thuỷ Nguyên"), ("Khỏe", "Khoẻ"), ("Hòa", "Hoà"), ("Thúy", "Thuý"), ("Tòa", "Toà")],
)
def test_the_place_of_a_tone_mark_does_not_count(left, right):
    """Old and new places of the mark are one spelling."""
    assert match([left], [right]).mapping() == {left: right}


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        ("Quý Lộc", "Quí Lộc", "i-y"),
        ("Huyện Cao Lãnh", "TP Cao Lãnh", "kind"),
        ("Hòa Bình", "Hoa Bình", "marks"),
        ("Đăklăk", "Đăk Lăk", "spacing"),
        ("Bình Địnhh", "Bình Định", "slip"),
        ("hòa binh", "hoa bình", "spacing"),
    ],
)
def test_doubts_say_why(left, right, why):
    """The nearest reason."""
    assert match([left], [right]).doubtful == (Doubt(left=left, right=right, why=why),)


def test_two_kinds_of_one_name_are_told_apart():
    """A district and a town of one name: pairs by kind; a bare name may mean either, so it decides nothing."""
    towns = ["Huyện Cao Lãnh", "Thành phố Cao Lãnh"]
    assert match(["H. Cao Lãnh", "TP. Cao Lãnh"], towns).mapping() == {
        "H. Cao Lãnh": "Huyện Cao Lãnh",
        "TP. Cao Lãnh": "Thành phố Cao Lãnh",
    }
    bare = match(["Cao Lãnh"], towns)
    assert (bare.pairs, [it.why for it in bare.doubtful]) == ((), ["several", "several"])
    both = match(["Cao Lãnh", "Huyện Cao Lãnh"], towns)
    assert both.pairs == (Pair(left="Huyện Cao Lãnh", right="Huyện Cao Lãnh"),)
    assert [(it.left, it.right) for it in both.doubtful] == [("Cao Lãnh", "Thành phố Cao Lãnh")]


def test_numbers_are_names():
    """District 1 is neither 10 nor ward 1."""
    found = match(["Quận 1", "Q.10", "Q3"], ["Q1", "Quận 10", "Quận 3", "Phường 1"])
    assert found.mapping() == {"Quận 1": "Q1", "Q.10": "Quận 10", "Q3": "Quận 3"}
    assert [it.why for it in match(["Quận 1"], ["Phường 1"]).doubtful] == ["kind"]


def test_offices_match_without_their_prefix():
    """Sở Y tế and Y tế; but a ministry of the name is another office."""
    assert match(["Sở Y tế"], ["Y TẾ"]).mapping() == {"Sở Y tế": "Y TẾ"}
    assert [it.why for it in match(["Sở Y tế"], ["Bộ Y tế"]).doubtful] == ["kind"]


def test_doubts_are_decided_by_a_person_before_the_result_is_used():
    """All of them at once where it is refused; what is decided is a pair, what is denied stands alone."""
    found = match(["Ha Tay", "Thanh Hoa", "Hà Nội"], ["Hà Tây", "Thanh Hóa", "Hà Nội"])
    with pytest.raises(DataError) as caught:
        found.mapping()
    assert [it.code for it in caught.value.problems] == ["doubtful-name", "doubtful-name"]
    with pytest.raises(DataError, match='"Thanh Hoa" may mean "Thanh Hóa"'):
        found.confirmed({"Ha Tay": "Hà Tây"}).mapping()
    decided = found.confirmed({"Ha Tay": "Hà Tây", "Thanh Hoa": None})
    assert decided.mapping() == {"Hà Nội": "Hà Nội", "Ha Tay": "Hà Tây"}
    assert (decided.left_only, decided.right_only) == (("Thanh Hoa",), ("Thanh Hóa",))


def test_only_a_doubtful_pair_is_confirmed_and_no_name_twice():
    """Neither a pair that was never offered nor one name for two."""
    found = match(["Hoa Binh", "Hòa Binh"], ["Hòa Bình"])
    assert len(found.doubtful) == 2
    with pytest.raises(UnknownName, match="no doubtful pair"):
        found.confirmed({"Hoa Binh": "Thái Bình"})
    with pytest.raises(UnknownName, match="is not doubtful"):
        found.confirmed({"Thái Bình": None})
    with pytest.raises(ValueError, match="two names are to mean one: 'Hòa Bình'"):
        found.confirmed({"Hoa Binh": "Hòa Bình", "Hòa Binh": "Hòa Bình"})
    decided = found.confirmed({"Hoa Binh": "Hòa Bình"})
    assert (decided.doubtful, decided.left_only) == ((), ("Hòa Binh",))


def test_two_spellings_of_one_name_on_a_side_are_doubtful():
    """Which of them is meant is not known."""
    found = match(["Hòa Bình", "Hoà Bình"], ["HÒA BÌNH"])
    assert (found.pairs, [it.why for it in found.doubtful]) == ((), ["several", "several"])


def test_doubles_and_clashing_abbreviations_are_refused():
    """A list has each name once; names by key may repeat. One abbreviation has one meaning."""
    with pytest.raises(ValueError, match='left: these names stand twice: "a"'):
        match(["a", "a"], ["b"])
    assert match({"1": "Hà Nội"}, {"x": "TP Hà Nội"}).mapping() == {"1": "x"}
    with pytest.raises(ValueError, match=r'"B\.T" stands for Bình Thuận and for Bến Tre'):
        match(["BT"], ["Bến Tre"], abbreviations={"BT": "Bình Thuận", "B.T": "Bến Tre"})


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Tinh Ha Giang", "Tỉnh Hà Giang"),
        ("Thanh pho Ho Chi Minh", "Thành phố Hồ Chí Minh"),
        ("So Y te", "Sở Y tế"),
        ("Quan 1", "Quận 1"),
        ("Huyen Ba Vi", "Huyện Ba Vì"),
        ("Tình Hà Giang", "Hà Giang"),
        ("Thành phô Huế", "Huế"),
    ],
)
def test_a_prefix_without_its_marks_is_shown_as_a_doubt(typed, name):
    """Names typed wholly without marks are doubtful, not strangers."""
    found = match([typed], [name])
    assert [(it.left, it.right, it.why) for it in found.doubtful] == [(typed, name, "marks")]
    assert found.pairs == ()


def test_names_without_a_letter_mean_nobody():
    """Neither certain nor doubtful: dots, dashes, nothing at all."""
    found = match({"1": "...", "2": "", "3": "Hà Nội"}, {"a": "---", "b": "…", "c": "...", "d": "Hà Nội"})
    assert ([(it.left, it.right) for it in found.pairs], found.doubtful) == ([("3", "d")], ())
    assert (found.left_only, found.right_only) == (("1", "2"), ("a", "b", "c"))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Hà\u200b Nội\u200b", "Hà Nội"),
        ("\ufeffHà Nội", "Hà Nội"),
        ("Hà\u2060 Nội\u200e", "Hà Nội"),
        ("Hà\u00a0Nội", "Hà Nội"),
        ("Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa Thể thao và Du lịch"),
        ("Sở Văn hóa ,Thể thao,và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Đà Nẵng, TP.", "Thành phố Đà Nẵng"),
        ("Hòa Bình, tỉnh", "Tỉnh Hoà Bình"),
        ("Ba Vì, Huyện", "Ba Vì"),
    ],
)
def test_what_nobody_sees_and_commas_change_no_name(typed, name):
    """Spaces without width, the byte order mark, and a prefix behind a comma."""
    assert match([typed], [name]).mapping() == {typed: name}


def test_a_comma_joins_no_two_names():
    """Quận 1 of a city is another name than Quận 1; a comma before a prefix of another kind is another unit."""
    found = match(["Quận 1, TP. Hồ Chí Minh", "Cao Lãnh, Huyện"], ["Quận 1", "TP Cao Lãnh"])
    assert found.pairs == ()
    assert [it.why for it in found.doubtful] == ["kind"]
    assert found.left_only == ("Quận 1, TP. Hồ Chí Minh",)
