from caveat.domain.parties import Name, PartyKind
from caveat.domain.screening import Query
from caveat.matching.engine import MatchingIndex
from caveat.matching.entries import ListedParty


def first(names, query):
    parties = [
        ListedParty(key, "US-EL", PartyKind.COMPANY, (Name(name),))
        for key, name in enumerate(names)
    ]
    return MatchingIndex.build(parties).search(Query(query)).hits[0].party


def test_of_equal_scores_the_name_written_most_alike_leads():
    names = ("and Quillfeather HY Electronic Tech Co.", "Quillfeather HY Electronic Tech Co.")
    assert first(names, "Quillfeather HY Electronic Tech Co. Inc.") == 1
    assert first(names[::-1], "Quillfeather HY Electronic Tech Co. Inc.") == 0


def test_and_where_they_are_written_the_same_the_lower_key_does():
    assert first(("Quillfeather Optics", "Quillfeather Optics"), "Quillfeather Optics") == 0
