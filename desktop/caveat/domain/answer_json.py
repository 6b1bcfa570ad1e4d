"""An answer as the JSON of the command line's contract, and back.

The stored payload of a screening, the output of ``caveat screen --json`` and the memo's source
are this one form. It round-trips: ``answer_from_json(answer_to_json(a)) == a``. Fields beyond the
contract are additions; none of the contract's names changes its meaning.
"""

from datetime import UTC, date, datetime
from typing import Any

from caveat.domain.parties import Designation, PartyKind
from caveat.domain.past import DateBasis, LaterKnown, LawBasis, ListsState
from caveat.domain.screening import (
    AddressLevel,
    Answer,
    Band,
    CitedDesignation,
    Coverage,
    Engine,
    Evidence,
    EvidenceKind,
    Hit,
    HitParty,
    Outcome,
    Part,
    PartRelation,
    Query,
)
from caveat.domain.sources import Citation, Mark

Json = dict[str, Any]
_SINCE_LISTS_HAVE_A_PAST = frozenset({"later_known", "law", "delisted", "lists_state"})
"""Fields that answers of version 0.1 do not have. All of them are there, or none."""


def time_to_json(moment: datetime) -> str:
    """ISO 8601 UTC, microseconds kept."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _flat(item: Any) -> Json:
    """The fields of a slotted dataclass none of whose values is one: `asdict` would copy each."""
    return {name: getattr(item, name) for name in item.__slots__}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _as_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def query_to_json(query: Query) -> Json:
    """What was asked."""
    # Only where it was asked for: decisions are bound to the hash of what was asked, and those of
    # older versions must keep theirs.
    more: Json = {"include_delisted": True} if query.include_delisted else {}
    return {
        "name": query.name,
        "aliases": list(query.aliases),
        "address": "; ".join(query.addresses),
        "addresses": list(query.addresses),
        "country": query.country,
        "identifiers": list(query.identifiers),
        "kind": query.kind.value if query.kind else None,
        "lists": list(query.lists),
        "limit": query.limit,
        "role": query.role,
        "as_of": _day(query.as_of),
        "in_force": _day(query.in_force),
        **more,
    }


def _query(data: Json, threshold: float) -> Query:
    return Query(
        name=data["name"],
        aliases=tuple(data["aliases"]),
        addresses=tuple(data["addresses"]),
        country=data["country"],
        identifiers=tuple(data["identifiers"]),
        kind=PartyKind(data["kind"]) if data["kind"] else None,
        lists=tuple(data["lists"]),
        threshold=threshold,
        limit=data["limit"],
        role=data["role"],
        as_of=_as_day(data["as_of"]),
        in_force=_as_day(data["in_force"]),
        include_delisted=data.get("include_delisted", False),
    )


def coverage_to_json(item: Coverage) -> Json:
    """A list that was searched."""
    return {
        "list": item.list_code,
        "title": item.title,
        "channel": item.channel,
        "released": _day(item.released),
        "released_basis": item.released_basis,
        "imported": time_to_json(item.imported_at) if item.imported_at else None,
        "parties": item.parties,
        "names": item.names,
        "sha256": item.sha256,
        "file_name": item.file_name,
        "age_days": item.age_days,
        "state": item.state,
        "warnings": list(item.warnings),
    }


def coverage_from_json(data: Json) -> Coverage:
    """The inverse of `coverage_to_json`."""
    return Coverage(
        list_code=data["list"],
        title=data["title"],
        channel=data["channel"],
        released=_as_day(data["released"]),
        released_basis=data["released_basis"],
        imported_at=datetime.fromisoformat(data["imported"]) if data["imported"] else None,
        parties=data["parties"],
        names=data["names"],
        sha256=data["sha256"],
        file_name=data["file_name"],
        age_days=data["age_days"],
        state=data["state"],
        warnings=tuple(data["warnings"]),
    )


def part_to_json(part: Part) -> Json:
    """One aligned word."""
    return _flat(part)


def _evidence_to_json(evidence: Evidence) -> Json:
    data: Json = {
        "kind": evidence.kind,
        "query": evidence.query,
        "listed": evidence.listed,
        "field": evidence.field,
        "score": evidence.score,
        "text": evidence.text,
        "contradicts": evidence.contradicts,
    }
    if evidence.parts:
        data["parts"] = [part_to_json(part) for part in evidence.parts]
    if evidence.level:
        data["level"] = evidence.level
    return data


def _evidence(data: Json) -> Evidence:
    return Evidence(
        kind=EvidenceKind(data["kind"]),
        query=data["query"],
        listed=data["listed"],
        field=data["field"],
        score=data["score"],
        text=data["text"],
        parts=tuple(
            Part(p["query"], p["listed"], PartRelation(p["relation"]), p["weight"])
            for p in data.get("parts", ())
        ),
        level=AddressLevel(data["level"]) if data.get("level") else None,
        contradicts=data["contradicts"],
    )


def _designation_to_json(cited: CitedDesignation) -> Json:
    designation = cited.designation
    return {
        "programme": "; ".join(designation.programmes),
        "programmes": list(designation.programmes),
        "licence_requirement": designation.licence_requirement,
        "licence_policy": designation.licence_policy,
        "footnotes": list(designation.footnotes),
        "listed": designation.listed,
        "effective": designation.effective,
        "published": designation.published,
        "ends": designation.ends,
        "federal_register": designation.federal_register,
        "standard_order": designation.standard_order,
        "citations": list(cited.citations),
        "not_in_release": list(cited.not_in_release),
    }


def _designation(data: Json) -> CitedDesignation:
    return CitedDesignation(
        Designation(
            programmes=tuple(data["programmes"]),
            licence_requirement=data["licence_requirement"],
            licence_policy=data["licence_policy"],
            footnotes=tuple(data["footnotes"]),
            listed=data["listed"],
            effective=data["effective"],
            published=data["published"],
            ends=data["ends"],
            federal_register=data["federal_register"],
            standard_order=data["standard_order"],
        ),
        tuple(data["citations"]),
        tuple(data["not_in_release"]),
    )


def _hit_to_json(hit: Hit) -> Json:
    return {
        "hit": hit.hit,
        "score": hit.score,
        "band": hit.band,
        "contradicted": hit.contradicted,
        "because": hit.because,
        "party": {
            "id": hit.party.id,
            "list": hit.party.list_code,
            "name": hit.party.name,
            "kind": hit.party.kind,
            "country": hit.party.country,
            "record": hit.party.record,
        },
        "evidence": [_evidence_to_json(evidence) for evidence in hit.evidence],
        "designations": [_designation_to_json(cited) for cited in hit.designations],
        "citations": [_flat(citation) for citation in hit.citations],
        # Only where there is one, as records of older versions have no such field.
        **({"counterfactual": hit.counterfactual} if hit.counterfactual else {}),
    }


def _hit(data: Json) -> Hit:
    party = data["party"]
    return Hit(
        hit=data["hit"],
        score=data["score"],
        band=Band(data["band"]),
        contradicted=data["contradicted"],
        because=data["because"],
        party=HitParty(
            id=party["id"],
            list_code=party["list"],
            name=party["name"],
            kind=PartyKind(party["kind"]),
            country=party["country"],
            record=party["record"],
        ),
        evidence=tuple(_evidence(item) for item in data["evidence"]),
        designations=tuple(_designation(item) for item in data["designations"]),
        citations=tuple(
            Citation(**{**item, "mark": Mark(item["mark"])}) for item in data["citations"]
        ),
        counterfactual=data.get("counterfactual", ""),
    )


def _later_known_to_json(known: LaterKnown) -> Json:
    fields = _flat(known)
    return {
        "party": {"id": fields.pop("party"), "name": fields.pop("name")},
        "list": fields.pop("list_code"),
        **fields,
        "released": _day(known.released),
        "imported_at": time_to_json(known.imported_at),
    }


def _later_known(data: Json) -> LaterKnown:
    return LaterKnown(
        party=data["party"]["id"],
        list_code=data["list"],
        title=data["title"],
        name=data["party"]["name"],
        record=data["record"],
        score=data["score"],
        since=data["since"],
        basis=DateBasis(data["basis"]),
        released=_as_day(data["released"]),
        imported_at=datetime.fromisoformat(data["imported_at"]),
        channel=data["channel"],
        file_name=data["file_name"],
        sha256=data["sha256"],
        text=data["text"],
    )


def _law_to_json(basis: LawBasis) -> Json:
    fields = _flat(basis)
    return {
        "list": fields.pop("list_code"),
        **fields,
        "released": _day(basis.released),
        "taken_from": [day.isoformat() for day in basis.taken_from],
    }


def _law(data: Json) -> LawBasis:
    return LawBasis(
        list_code=data["list"],
        title=data["title"],
        channel=data["channel"],
        released=_as_day(data["released"]),
        sha256=data["sha256"],
        after=data["after"],
        left_out=data["left_out"],
        without_date=data["without_date"],
        taken=data["taken"],
        taken_from=tuple(map(date.fromisoformat, data["taken_from"])),
        undated=data["undated"],
        start_dates=data["start_dates"],
    )


def _engine_to_json(engine: Engine) -> Json:
    data = _flat(engine)
    if not engine.rules_sha256:  # as in records of versions without
        del data["rules_sha256"]
    return data


def answer_to_json(answer: Answer) -> Json:
    """The whole answer as JSON values, as CLI.md lays them out."""
    return {
        "screening": answer.screening,
        "screened_at": time_to_json(answer.screened_at),
        "as_of": answer.as_of.isoformat(),
        "operator": answer.operator,
        "query": query_to_json(answer.query),
        "engine": _engine_to_json(answer.engine),
        "outcome": answer.outcome,
        "coverage": [coverage_to_json(item) for item in answer.coverage],
        "not_covered": list(answer.not_covered),
        "hits": [_hit_to_json(hit) for hit in answer.hits],
        "near_misses": [_hit_to_json(hit) for hit in answer.near_misses],
        "no_match_statement": answer.no_match_statement,
        "remarks": list(answer.remarks),
        "later_known": [_later_known_to_json(known) for known in answer.later_known],
        "law": [_law_to_json(basis) for basis in answer.law],
        "delisted": [_hit_to_json(hit) for hit in answer.delisted],
        "lists_state": _flat(answer.lists_state) if answer.lists_state else None,
        # Only where it was measured, as records of older versions have no such field.
        **({"recall": answer.recall} if answer.recall else {}),
    }


def answer_from_json(data: Json) -> Answer:
    """The answer that `answer_to_json` wrote.

    Raises:
        KeyError: If a field is missing (a damaged payload).
        ValueError: If a value is none of its enumeration.
    """
    engine = Engine(**data["engine"])
    if _SINCE_LISTS_HAVE_A_PAST.isdisjoint(data):
        data = {**data, "later_known": (), "law": (), "delisted": (), "lists_state": None}
    return Answer(
        screening=data["screening"],
        screened_at=datetime.fromisoformat(data["screened_at"]),
        as_of=date.fromisoformat(data["as_of"]),
        operator=data["operator"],
        query=_query(data["query"], engine.threshold),
        engine=engine,
        outcome=Outcome(data["outcome"]),
        coverage=tuple(coverage_from_json(item) for item in data["coverage"]),
        not_covered=tuple(data["not_covered"]),
        hits=tuple(_hit(item) for item in data["hits"]),
        near_misses=tuple(_hit(item) for item in data["near_misses"]),
        no_match_statement=data["no_match_statement"],
        remarks=tuple(data["remarks"]),
        later_known=tuple(map(_later_known, data["later_known"])),
        law=tuple(map(_law, data["law"])),
        delisted=tuple(_hit(item) for item in data["delisted"]),
        lists_state=ListsState(**data["lists_state"]) if data["lists_state"] else None,
        recall=data.get("recall", ""),
    )
