import math

from caveat.matching.names.rarity import TABLE, RarityTable, rarity_table
from caveat.resources import resource


def test_rarer_words_weigh_more_and_unseen_ones_most():
    table = RarityTable(b"#names\t1000\ncommon\t500\nrare\t3\n")
    assert table.names == 1000
    assert table.rarity("common") < table.rarity("rare") < table.rarity("unheard")
    assert table.rarity("rare") == math.log(1000 / 4)


def test_the_hash_is_that_of_the_content():
    assert RarityTable(b"#names\t1\n").sha256 != RarityTable(b"#names\t2\n").sha256


def test_the_table_in_force_is_compact_and_holds_words_and_counts_only():
    content = resource(TABLE).read_bytes()
    assert len(content) < 1_000_000
    lines = content.decode("utf-8").splitlines()
    assert lines[0].startswith("#names\t")
    assert all(line.split("\t")[1].isdigit() for line in lines)
    # A word seen once would betray the name that it was seen in.
    assert all(int(line.split("\t")[1]) >= 2 for line in lines[1:])
    assert len(rarity_table()) == len(lines) - 1
