import tracemalloc
from threading import Thread

import numpy as np
import pytest

from caveat.domain.parties import Address
from caveat.domain.progress import CancelledError, CancelToken, Progress
from caveat.domain.screening import AddressLevel
from caveat.matching.addresses.index import AddressIndex

LISTED = (
    (10, 0, Address("No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin", country="CN")),
    (10, 1, Address("No. 64 Shuimo West Street, Haidian District, Beijing", country="CN")),
    (11, 0, Address("No. 88, Nansong Road", city="Kunshan", state="Jiangsu", country="CN")),
    (12, 0, Address("Haitai Huake Street 15, Tianjin", country="CN")),
    (13, 0, Address("Room 1605, 2-16 Fa Yuen Street, Mong Kok", country="HK")),
    (14, 0, Address("", country="IR")),
)


@pytest.fixture(scope="module")
def index() -> AddressIndex:
    return AddressIndex.build(LISTED)


def test_each_party_is_answered_once_with_its_best_address(index):
    found = index.search("15 Haitai Huake Street, Tianjin; Shuimo West Street, Beijing")
    assert [match.party for match in found] == [10, 12]
    assert found[0].position == 0
    assert found[0].listed == LISTED[0][2].text


def test_each_address_of_a_cell_is_found_with_its_own_room():
    cell = (
        "Unit D, 16/F One Capital Place, 18 Luard Rd, Wan Chai, Hong Kong and Unit A22, 10/F, "
        "Prince Industrial Building, 706 Prince Edward Road East, San Po Kong, Kowloon"
    )
    index = AddressIndex.build([(1, 0, Address(cell, country="HK"))])
    for text in ("Flat D, 16/F, 18 Luard Road, Hong Kong", "10/F A22, 706 Prince Edward Road East"):
        found = index.search(text)
        assert found[0].score >= 90
        assert found[0].listed == cell
    for text in ("Unit A22, 10/F, 18 Luard Road", "16/F, 706 Prince Edward Road East, Kowloon"):
        assert all(match.score < 70 for match in index.search(text))
    assert index.search(cell)[0].score >= 90


def test_rooms_that_are_joined_by_and_are_one_address():
    index = AddressIndex.build([(1, 0, Address("Rooms 5 and 7, 3/F, 610 Nathan Road, Hong Kong"))])
    assert len(index) == 1
    assert index.search("Room 7, 3/F, 610 Nathan Road, HK")[0].level is AddressLevel.UNIT


def test_answers_come_by_score_then_by_party(index):
    found = index.search("15 Haitai Huake Street, Huayuan Industrial Zone, Tianjin")
    assert [(match.party, match.score) for match in found] == sorted(
        ((match.party, match.score) for match in found), key=lambda pair: (-pair[1], pair[0])
    )
    assert found[0].level is AddressLevel.STREET


def test_parts_that_the_publisher_gives_apart_belong_to_the_address(index):
    assert [match.party for match in index.search("88 Nansong Rd, Kunshan, China")] == [11]


def test_the_limit_is_kept(index):
    assert len(index.search("15 Haitai Huake Street, Tianjin", limit=1)) == 1
    assert index.search("15 Haitai Huake Street, Tianjin", limit=0) == []


def test_nothing_below_fifty_is_answered(index):
    assert index.search("Tianjin") == []
    assert index.search("") == []
    assert index.search("15 Nowhere Street, Oslo") == []


def test_an_index_without_addresses_answers_nothing():
    empty = AddressIndex.build(())
    assert len(empty) == 0
    assert empty.search("15 Haitai Huake Street, Tianjin") == []
    assert AddressIndex.from_arrays(empty.to_arrays()).search("15 Haitai Huake Street") == []


def test_stored_and_memory_mapped_arrays_give_the_same_answers(index, tmp_path):
    for name, array in index.to_arrays().items():
        np.save(tmp_path / f"{name}.npy", array)
    mapped = {path.stem: np.load(path, mmap_mode="r") for path in tmp_path.glob("*.npy")}
    again = AddressIndex.from_arrays(mapped)
    for text in ("15 Haitai Huake Rd", "Rm 1605, 2-16 Fa Yuen St, HK", "昆山市南淞路88号"):
        assert again.search(text) == index.search(text)
        assert again.search(text) != []


def test_the_same_entries_give_the_same_arrays():
    first, second = (AddressIndex.build(LISTED).to_arrays() for _ in range(2))
    assert first.keys() == second.keys()
    assert all(np.array_equal(first[name], second[name]) for name in first)


def test_arrays_of_another_version_are_refused(index):
    arrays = index.to_arrays() | {"version": np.array([999], dtype=np.int32)}
    with pytest.raises(ValueError, match="another version"):
        AddressIndex.from_arrays(arrays)


def test_building_reports_progress_and_can_be_cancelled():
    seen: list[Progress] = []
    AddressIndex.build(LISTED, progress=seen.append)
    assert seen[-1].done == seen[-1].total == len(LISTED)
    token = CancelToken()
    token.cancel()
    with pytest.raises(CancelledError):
        AddressIndex.build(LISTED, cancel=token)


def test_the_right_room_is_found_among_hundreds_in_one_tower():
    rooms = [
        (floor * 100 + room, 0, Address(f"Room {floor}{room:02}, 610 Nathan Road", country="HK"))
        for floor in range(1, 40)
        for room in range(1, 21)
    ]
    found = AddressIndex.build(rooms).search("Flat 17, 38/F, 610 Nathan Road, Hong Kong", limit=3)
    assert found[0].party == 3817
    assert found[0].score >= 90
    assert found[0].level is AddressLevel.UNIT
    assert all(match.score < 70 for match in found[1:])


def test_several_threads_may_search_at_once(index):
    expected = index.search("15 Haitai Huake Street, Tianjin")
    answers: list[object] = []
    threads = [
        Thread(target=lambda: answers.append(index.search("15 Haitai Huake Street, Tianjin")))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 8


def test_taking_up_stored_arrays_reads_nothing_ahead(index):
    arrays = index.to_arrays()
    tracemalloc.start()
    AddressIndex.from_arrays(arrays)
    used, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert used < 100_000


def test_a_country_that_contradicts_all_else_hides_no_door(index):
    (match, *_) = index.search(
        "No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin, Germany"
    )
    assert match.party == 10
    assert match.score >= 70
    assert match.elsewhere == "DE, not CN"
    plain = index.search("No. 15, Haitai Huake Street, Huayuan Industrial Zone, Tianjin")[0]
    assert plain.score > match.score
    assert not plain.elsewhere


def test_kinds_of_street_tell_streets_of_hong_kong_apart():
    listed = Address("7/F MW Tower, 111 Bonham Strand, Sheung Wan", country="HK")
    built = AddressIndex.build([(1, 0, listed)])
    assert built.search("111 Bonham Strand, Sheung Wan, Hong Kong")[0].score >= 70
    other = built.search("7/F, 111 Bonham Road, Mid-Levels, Hong Kong")
    assert all(match.score < 70 for match in other)


@pytest.mark.parametrize(
    "text",
    [
        "67. Sk. No: 4, Yakuplu Mah., Beylikdüzü, Istanbul",
        "675 Third Avenue, New York, NY 10017",
        "Calle 30 No. 10-50, Barranquilla, Colombia",
        "450 W 33rd St, New York",
        "Flat 6, 2/F, Block 49, Heng Fa Chuen, Chai Wan, Hong Kong",
    ],
)
def test_a_street_that_is_only_a_number_and_a_text_without_a_street_are_found(text):
    index = AddressIndex.build([(1, 0, Address(text))])
    assert [match.score >= 80 for match in index.search(text)] == [True]


def test_a_town_with_its_postal_code_ties_nobody_together():
    text = "Shenzhen, Guangdong 518129, China"
    index = AddressIndex.build([(1, 0, Address(text))])
    assert index.search(text) == []
