"""What the tabs of an opened hit say, as plain facts."""

from collections.abc import Iterator, Sequence

from caveat.domain.parties import Name, PartyKind
from caveat.domain.party_view import CitedName, PartyView
from caveat.domain.screening import (
    AddressLevel,
    CitedDesignation,
    Evidence,
    EvidenceKind,
    Hit,
    PartRelation,
)
from caveat.domain.sources import Citation
from caveat.ui.facts import Fact, Field, Grid, Heading, Paragraph, Words, field, marked, sentence
from caveat.ui.list_words import DUTY_SENTENCE, DUTY_WORD, duties_of
from caveat.ui.pages.screen.marks import DOUBTFUL, MARK_WORD
from caveat.ui.theme import BAND_ICON, BAND_TOKENS
from caveat.ui.wording import (
    BAND_WORD,
    KIND_WORD,
    RELATION_WORD,
    country_name,
    day,
    one_line,
    our_words,
    plain,
    score_text,
    script_of,
)

NOT_IN_RELEASE = "not in this release"

_PART_TONE = {
    PartRelation.SAME: "accent",
    PartRelation.SPELLING: "note",
    PartRelation.TRANSLATION: "note",
    PartRelation.ABBREVIATION: "note",
    PartRelation.MISSING: "muted",
    PartRelation.EXTRA: "muted",
    PartRelation.CONTRADICTION: "strong",
}
_KIND_WORD = {
    EvidenceKind.NAME: "Name",
    EvidenceKind.ADDRESS: "Address",
    EvidenceKind.IDENTIFIER: "Number",
    EvidenceKind.COUNTRY: "Country",
    EvidenceKind.DATE: "Date",
}
_LEVEL_WORD = {
    AddressLevel.UNIT: "same unit",
    AddressLevel.FLOOR: "same floor",
    AddressLevel.BUILDING: "same building",
    AddressLevel.STREET: "same street",
    AddressLevel.PARK: "same park or zone",
    AddressLevel.CITY: "same city",
}
_EXPECTED = {"licence_requirement", "federal_register"}
"""What an officer looks for: where it is missing, that is said."""


def why_facts(hit: Hit) -> tuple[Fact, ...]:
    """Why the party is there, what would change that, then all evidence, for and against."""
    tone = BAND_TOKENS[hit.band][0]
    strength = f"{BAND_WORD[hit.band]}, strength of evidence {score_text(hit.score)} of 100."
    facts: list[Fact] = [
        Paragraph(Words(our_words(plain(hit.because)), bold=True)),
        sentence(strength, tone, BAND_ICON[hit.band]),
    ]
    if hit.counterfactual:
        facts.append(sentence(hit.counterfactual, "muted"))
    for evidence in hit.evidence:
        facts += _evidence(evidence, hit)
    return tuple(facts)


def _evidence(evidence: Evidence, hit: Hit) -> Iterator[Fact]:
    word = _KIND_WORD[evidence.kind]
    if evidence.contradicts:
        yield Heading(f"{word}: speaks against", "contradiction", "strong")
    else:
        words = [word]
        if evidence.kind is EvidenceKind.NAME and evidence.field:
            words.append(f"compared with the {one_line(evidence.field)}")
        if evidence.level is not None:
            words.append(_LEVEL_WORD[evidence.level])
        words.append(score_text(evidence.score))
        yield Heading(" · ".join(words))
    # What the leading sentence says stands above already.
    if evidence.text and not hit.leads_with(evidence.text):
        yield sentence(evidence.text)
    if evidence.query or evidence.listed:
        yours = [(part.query, _PART_TONE[part.relation]) for part in evidence.parts if part.query]
        theirs = [
            (part.listed, _PART_TONE[part.relation]) for part in evidence.parts if part.listed
        ]
        country = evidence.kind is EvidenceKind.COUNTRY
        texts = (evidence.query, evidence.listed)
        asked, listed = map(country_name, texts) if country else texts
        yield Field("You", marked(asked or "–", yours))
        yield Field("Listed", marked(listed or "–", theirs))
    if evidence.parts:
        yield _parts(evidence)


def _parts(evidence: Evidence) -> Grid:
    rows = []
    for part in evidence.parts:
        tone = _PART_TONE[part.relation]
        shown = "" if tone == "accent" else tone
        rows.append(
            (
                Words(one_line(part.query) or "–"),
                Words(RELATION_WORD[part.relation], shown, bold=tone == "strong"),
                Words(one_line(part.listed) or "–"),
                Words(f"{round(part.weight * 100)} of 100", "muted"),
            )
        )
    return Grid(("Yours", "How they relate", "Listed", "Weight"), tuple(rows), (28, 26, 28, 18))


def name_facts(view: PartyView) -> tuple[Fact, ...]:
    """All names, addresses, numbers and dates."""
    facts: list[Fact] = [Heading(f"Names ({len(view.names)})"), _names(view.names)]
    record = view.record
    if record.addresses:
        facts.append(Heading(f"Addresses ({len(record.addresses)})"))
        rows = []
        for address in record.addresses:
            country = country_name(address.country)
            rows.append(
                (Words(plain(address.text)), Words(country, "muted"), Words("[1]", "muted"))
            )
        facts.append(Grid((), tuple(rows), (70, 20, 10)))
    else:
        facts.append(Heading("Addresses"))
        published = "addresses" in view.release.published_fields
        words = "none published for this party" if published else NOT_IN_RELEASE
        facts.append(sentence(words, "muted"))
    if record.identifiers:
        facts.append(Heading(f"Numbers ({len(record.identifiers)})"))
        facts += [
            field(
                one_line(item.kind) or "Number",
                " · ".join(filter(None, (item.number or item.text, country_name(item.country)))),
            )
            for item in record.identifiers
        ]
    facts += _more(view)
    return tuple(facts)


def _names(names: Sequence[CitedName]) -> Grid:
    rows = []
    for cited in names:
        name = cited.name
        source, tone = _name_source(name, cited.citation)
        rows.append(
            (
                Words(plain(name.text)),
                Words(name.kind.value, "muted"),
                Words(script_of(name.text), "muted"),
                Words(source, tone),
            )
        )
    return Grid(("Name", "Kind", "Script", "Source"), tuple(rows), (44, 18, 13, 25))


def _name_source(name: Name, citation: int) -> tuple[str, str]:
    if name.source is None:
        return f"[{citation}]", "muted"
    if name.source.mark in DOUBTFUL:
        return f"[{citation}] not published by the list; verify", "possible"
    return f"[{citation}] not published by the list", "note"


def _more(view: PartyView) -> Iterator[Fact]:
    record = view.record
    yield Heading("Also published")
    kind = KIND_WORD[record.kind] if record.kind is not PartyKind.UNKNOWN else NOT_IN_RELEASE
    yield field("Kind", kind, "" if record.kind is not PartyKind.UNKNOWN else "muted")
    more = (
        ("Born", record.dates_of_birth),
        ("Place of birth", record.places_of_birth),
        ("Nationality", tuple(country_name(code) for code in record.nationalities)),
        ("Citizenship", tuple(country_name(code) for code in record.citizenships)),
    )
    for label, values in more:
        if values:
            yield field(label, "; ".join(values))
    if record.remarks:
        yield field("Remarks", record.remarks)
    for note in record.unread:
        yield field("Not read in full", note, "possible")


def law_facts(view: PartyView) -> tuple[Fact, ...]:
    """Designations verbatim, each with its citations; what the release leaves out is said."""
    facts: list[Fact] = []
    if view.starter:
        words = "From the starter data, not from the published list itself. Verify before use."
        facts.append(sentence(words, "possible", "possible"))
    for number, cited in enumerate(view.designations, start=1):
        title = one_line(view.list.title)
        many = len(view.designations) > 1
        facts.append(Heading(f"{title}, designation {number}" if many else title))
        facts += _designation(cited, view)
    return tuple(facts)


def _designation(cited: CitedDesignation, view: PartyView) -> Iterator[Fact]:
    item = cited.designation
    marks = {citation.n: citation.mark for citation in view.citations}
    for duty in duties_of(item.programmes):
        yield Field("Duty", Words(f"{DUTY_WORD[duty]}: {DUTY_SENTENCE[duty]}", "strong", bold=True))
    numbers = " ".join(f"[{n}]" for n in cited.citations)
    missing = set(cited.not_in_release) | set(view.not_in_release)
    published = (
        ("Programmes", "; ".join(item.programmes), "programmes"),
        ("Licence requirement", item.licence_requirement, "licence_requirement"),
        ("Licence policy", item.licence_policy, "licence_policy"),
        ("Footnotes", ", ".join(map(str, item.footnotes)), "footnotes"),
        ("Listed", item.listed, "listed"),
        ("Effective", item.effective, "effective"),
        ("Published", item.published, "published"),
        ("Ends", item.ends, "ends"),
        ("Standard order", item.standard_order, "standard_order"),
        ("Federal Register", item.federal_register, "federal_register"),
    )
    for label, text, name in published:
        if text:
            yield field(label, text)
        elif name in _EXPECTED and name not in missing:
            yield field(label, "not given for this entry", "muted")
    left_out = [label.lower() for label, text, name in published if name in missing and not text]
    if left_out:
        yield field(NOT_IN_RELEASE.capitalize(), ", ".join(left_out), "muted")
    if numbers:
        yield field("Sources", numbers, "muted")
    if any(marks.get(n) in DOUBTFUL for n in cited.citations):
        words = "Read only in a summary of the source, or not checked: verify before relying on it."
        yield field("Verify", words, "possible")


def source_facts(citations: Sequence[Citation], view: PartyView | None) -> tuple[Fact, ...]:
    """Numbered citations with list, release, SHA-256 and address, each to be copied."""
    facts: list[Fact] = []
    for citation in citations:
        facts.append(Heading(f"[{citation.n}]  {one_line(citation.title)}"))
        for label, text in (
            ("Publisher", citation.publisher),
            ("Place", citation.locator),
            ("Date", citation.date),
        ):
            if text:
                facts.append(field(label, one_line(text)))
        if view is not None and citation.release_sha256 == view.release.sha256:
            release = view.release
            words = f"{day(release.released)} ({release.released_basis.value})"
            facts.append(field("Release", f"{view.list.code}, {words}"))
            facts.append(field("File", one_line(release.file_name)))
        if citation.url:
            address = one_line(citation.url)
            facts.append(Field("Address", Words(address, copies=address)))
        if citation.release_sha256:
            sha = one_line(citation.release_sha256)
            facts.append(Field("SHA-256", Words(sha, copies=sha)))
        words, tone = MARK_WORD[citation.mark]
        facts.append(field("Checked", words, tone))
    return tuple(facts)


def published_facts(view: PartyView) -> tuple[Fact, ...]:
    """Every field of the entry, verbatim, under the publisher's names and in its order."""
    record = view.record
    if not record.published:
        return (sentence("The fields of this entry as published are not stored with it.", "muted"),)
    where = f", row {record.row:,}" if record.row else ""
    words = (
        f"{one_line(view.list.title)}, release of {day(view.release.released)}{where}. Every "
        "field that the publisher fills, as it stands there. [1]"
    )
    facts: list[Fact] = [sentence(words, "muted")]
    facts += [field(one_line(name), text) for name, text in record.published]
    for note in record.notes:
        facts.append(field("Mended in reading", note, "note"))
    return tuple(facts)
