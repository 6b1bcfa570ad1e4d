from caveat.matching.variants import Change, variants

NAME = "Nettrix Information Industry Co., Ltd."


def test_the_same_name_and_seed_give_the_same_variants():
    assert list(variants(NAME, seed=1)) == list(variants(NAME, seed=1))
    assert list(variants(NAME, seed=1)) != list(variants(NAME, seed=2))


def test_every_kind_of_change_that_applies_is_made():
    made = {variant.change for variant in variants(NAME)}
    assert made == set(Change) - {Change.LATIN}
    assert Change.LATIN in {variant.change for variant in variants("宁畅信息产业有限公司")}


def test_every_variant_differs_from_the_name():
    assert all(variant.text != NAME for variant in variants(NAME))


def test_what_is_left_without_a_distinctive_word_says_so():
    variant = next(v for v in variants("General Trading LLC") if v.change is Change.NO_FORM)
    assert variant.text == "General Trading"
    assert not variant.distinctive


def test_a_name_of_nothing_has_no_variants():
    assert list(variants("!!!")) == []


def test_pinyin_replaces_the_characters():
    variant = next(v for v in variants("宁畅信息产业") if v.change is Change.LATIN)
    assert variant.text == "ningchang xinxi chanye"
