import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caveat.domain.screening import PartRelation
from caveat.matching.names.similar import likeness
from caveat.matching.names.tokens import token


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("w:nettrix", "w:nettrix", PartRelation.SAME),
        ("l:technology", "l:keji", PartRelation.TRANSLATION),
        ("k:信息", "l:information", PartRelation.TRANSLATION),
        ("h:江南", "w:jiangnan", PartRelation.TRANSLATION),
        ("w:inspur", "w:langchao", PartRelation.TRANSLATION),
        ("l:technology", "l:technologies", PartRelation.SPELLING),
        ("w:quillfeather", "w:quilfeather", PartRelation.SPELLING),
        ("w:hartis", "r:khartis", PartRelation.SPELLING),
        ("l:beijing", "w:bejing", PartRelation.SPELLING),
        ("l:limited", "w:limitde", PartRelation.SPELLING),
        ("n:13", "n:13", PartRelation.SAME),
    ],
)
def test_words_agree_in_a_stated_way(one, other, relation):
    found = likeness(token(one), token(other))
    assert found is not None
    assert found.relation is relation


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("n:13", "n:55"),
        ("l:wuhan", "l:wuxi"),
        ("l:north", "l:south"),
        ("l:electronic", "l:electric"),
        ("w:delta", "w:dena"),
        ("w:kuybyshev", "w:novokuybyshev"),
        ("w:inspur", "w:sugon"),
        ("x:m", "x:n"),
        ("j:东芝", "w:dongzhi"),
        ("l:llc", "l:jsc"),
    ],
)
def test_words_that_differ_do_not_agree(one, other):
    assert likeness(token(one), token(other)) is None


def test_another_pinyin_syllable_is_further_away_than_a_slip():
    syllable = likeness(token("w:xianghe"), token("w:xianhe"))
    slip = likeness(token("w:nettrix"), token("w:nettrax"))
    assert slip is not None
    assert syllable is None or syllable.value < slip.value


@settings(max_examples=300, deadline=None)
@given(
    one=st.text(alphabet="abcdeiou", min_size=1, max_size=9),
    other=st.text(alphabet="abcdeiou", min_size=1, max_size=9),
)
def test_likeness_is_symmetric(one, other):
    there = likeness(token(f"w:{one}"), token(f"w:{other}"))
    back = likeness(token(f"w:{other}"), token(f"w:{one}"))
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert there.value == back.value
