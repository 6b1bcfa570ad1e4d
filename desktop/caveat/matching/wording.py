"""Writes down why a party was found: its evidence, in order, and the leading sentence."""

from caveat.domain.screening import Band, Evidence, EvidenceKind, PartyMatch, Query
from caveat.matching.catalogue import Catalogue
from caveat.matching.counterfactual import Counterfactuals
from caveat.matching.countries import agree, contradict, country_code
from caveat.matching.found import Found, Judged, usual_line
from caveat.matching.names.explain import because
from caveat.matching.names.parts import parts
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.verdict import Verdict, as_compared


def party_match(  # noqa: PLR0917 — the parts of one answer, each of its own type
    row: int,
    found: Found,
    judged: Judged,
    catalogue: Catalogue,
    query: Query,
    counterfactuals: Counterfactuals,
) -> PartyMatch:
    """The answer about one party."""
    evidence = list(found.others)
    if found.verdict is not None and found.query is not None and found.name_score > 0:
        evidence.append(_name_evidence(found, found.query, found.verdict, catalogue))
    evidence.sort(key=lambda e: -e.score)
    leading = evidence[0].text if evidence else ""
    if judged.band is Band.RELATED:
        leading = _and(leading, "not the listed party; carries its name")
    elif judged.hidden:
        leading = _and(
            leading,
            f"hidden by the alert line raised to {query.threshold:g}: a hit at the usual line of "
            f"{usual_line(query):g}",
        )
    evidence.extend(_country_evidence(row, catalogue, query))
    return PartyMatch(
        int(catalogue.keys[row]),
        judged.score,
        judged.band,
        leading,
        tuple(evidence),
        judged.contradicted,
        counterfactuals.about(row, found, judged),
    )


def _and(sentence: str, clause: str) -> str:
    """The sentence with one more clause."""
    return f"{sentence.removesuffix('.')}; {clause}."


def _name_evidence(
    found: Found, query: PreparedName, verdict: Verdict, catalogue: Catalogue
) -> Evidence:
    listed = as_compared(catalogue.prepared(found.form), verdict)
    query = as_compared(query, verdict)
    name = int(catalogue.form_name[found.form])
    kind = catalogue.name_kind(name)
    field = f"the listed {kind}"
    if not catalogue.is_listed(name):
        field = f"the {kind} from another source"
    party = catalogue.kind(int(catalogue.party_of_forms[found.form]))
    sentence = because(query, listed, verdict, field=field, kind=party)
    if found.weak:
        sentence = _and(sentence, "the publisher marks this alias as weak")
    return Evidence(
        EvidenceKind.NAME,
        query.text,
        catalogue.name_text(name),
        str(kind),
        round(found.name_score, 1),
        sentence,
        parts(query, listed, verdict),
        contradicts=False,
    )


def _country_evidence(row: int, catalogue: Catalogue, query: Query) -> list[Evidence]:
    country = country_code(query.country)
    countries = catalogue.countries(row)
    if not country or not countries:
        return []
    listed = ", ".join(countries)
    if contradict(country, countries):
        text = f"The list gives {listed}, not {country}; this alone rules nothing out."
        return [
            Evidence(EvidenceKind.COUNTRY, country, listed, "country", 0.0, text, contradicts=True)
        ]
    if any(agree(country, other) for other in countries):
        text = f"The country {country} agrees with the list ({listed})."
        return [Evidence(EvidenceKind.COUNTRY, country, listed, "country", 50.0, text)]
    return []
