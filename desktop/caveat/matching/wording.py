"""Writes down why a party was found: its evidence, in order, and the leading sentence."""

from caveat.domain.screening import Band, Evidence, EvidenceKind, PartyMatch, Query
from caveat.matching.catalogue import Catalogue
from caveat.matching.countries import agree, contradict, country_code
from caveat.matching.found import Found, Judged, usual_line
from caveat.matching.names.explain import because, parts
from caveat.matching.names.lexicon import WordKind
from caveat.matching.names.prepare import PreparedName
from caveat.matching.names.score import Verdict, score
from caveat.matching.names.side import Side

_STEPS_ACROSS = 2.0


def party_match(
    row: int, found: Found, judged: Judged, catalogue: Catalogue, query: Query
) -> PartyMatch:
    """The answer about one party."""
    evidence = list(found.others)
    if found.verdict is not None and found.query is not None and found.name_score > 0:
        evidence.append(_name_evidence(found, found.query, found.verdict, judged.band, catalogue))
    evidence.sort(key=lambda e: -e.score)
    leading = evidence[0].text if evidence else ""
    if judged.band is Band.RELATED:
        leading += " Not the listed party; carries its name."
    elif judged.hidden:
        leading += (
            f" Hidden by the alert line raised to {query.threshold:g}: a hit at the usual line of "
            f"{usual_line(query):g}."
        )
    evidence.extend(_country_evidence(row, catalogue, query))
    return PartyMatch(
        int(catalogue.keys[row]),
        judged.score,
        judged.band,
        leading,
        tuple(evidence),
        judged.contradicted,
    )


def _name_evidence(
    found: Found, query: PreparedName, verdict: Verdict, band: Band, catalogue: Catalogue
) -> Evidence:
    listed = catalogue.prepared(found.form)
    name = int(catalogue.form_name[found.form])
    kind = catalogue.name_kind(name)
    without = None
    if band is Band.NEAR_MISS:
        without = _without_rare_word(query, catalogue.side(found.form), verdict)
    field = f"the listed {kind}"
    if not catalogue.is_listed(name):
        field = f"the {kind} from another source"
    sentence = because(query, listed, verdict, field=field, without=without)
    if found.weak:
        sentence += " The publisher marks this alias as weak."
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


def _without_rare_word(
    query: PreparedName, listed: Side, verdict: Verdict
) -> tuple[str, float] | None:
    """The rare words of the query alone that keep the score down, and the score without them."""
    extra = [i for i in verdict.alignment.left if query.tokens[i].kind is WordKind.WORD]
    if not extra or len(extra) == len(query.tokens):
        return None
    rest = tuple(word for i, word in enumerate(query.tokens) if i not in extra)
    without = Side(rest, query.forms, query.person, frozenset())
    points = round(score(without, listed).score, 1)
    if points < verdict.score + _STEPS_ACROSS:
        return None
    return " ".join(query.surfaces[i] for i in extra if query.surfaces[i]), points
