import inspect

import pytest

from caveat import errors
from caveat.errors import CaveatError

KINDS = [
    kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, CaveatError)
]


def test_every_kind_of_error_has_its_exit_code() -> None:
    assert {kind.__name__: kind.exit_code for kind in KINDS} == {
        "CaveatError": 4,
        "InputError": 2,
        "UnreadableFileError": 2,
        "RefusedReleaseError": 2,
        "PassphraseNeededError": 2,
        "WrongPassphraseError": 2,
        "EnvironmentProblemError": 3,
        "NewerWorkspaceError": 3,
        "BrokenRecordError": 1,
    }


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_of_an_error_is_its_message(kind: type[CaveatError]) -> None:
    assert str(kind("What happened. What is safe.")) == "What happened. What is safe."
