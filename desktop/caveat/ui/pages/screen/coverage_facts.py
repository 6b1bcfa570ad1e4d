"""What was searched: the lists with their releases, and what was not, as plain facts."""

from caveat.domain.screening import Answer, Coverage
from caveat.ui.facts import Fact, Grid, Heading, Words, sentence
from caveat.ui.pages.screen.day import not_today_words
from caveat.ui.wording import age, counted, day, isolated, one_line, score_text


def coverage_facts(answer: Answer) -> tuple[Fact, ...]:
    """The statement, every list searched with its release, and every list that was not."""
    facts: list[Fact] = []
    facts += [sentence(later.text, "strong", "strong") for later in answer.later_known]
    if words := not_today_words(answer.query):
        facts.append(sentence(words, "possible", "calendar"))
    if answer.no_match_statement:
        facts.append(sentence(answer.no_match_statement))
    known = {later.text for later in answer.later_known}
    facts += [sentence(remark) for remark in answer.remarks if remark not in known]
    facts += _law(answer)
    facts.append(Heading(f"Searched: {counted(len(answer.coverage), 'list')}"))
    rows = tuple(_row(item) for item in answer.coverage)
    facts.append(Grid(("List", "Released", "Age", "Parties", "State"), rows, (38, 17, 15, 12, 18)))
    for item in answer.coverage:
        facts += [
            sentence(f"{one_line(item.title)}: {warning}", "possible", "possible")
            for warning in item.warnings
        ]
    if answer.not_covered:
        facts.append(Heading(f"Not searched: {counted(len(answer.not_covered), 'list')}"))
        facts += [sentence(one_line(title), "muted") for title in answer.not_covered]
    return tuple(facts)


def _law(answer: Answer) -> list[Fact]:
    """What the law of a day was taken from, list by list."""
    if answer.query.in_force is None or not answer.law:
        return []
    rows = tuple(
        (
            Words(one_line(basis.title)),
            Words(day(basis.released) + (", the first one" if basis.after else ""), "muted"),
            Words(f"{basis.left_out:,}", "muted"),
            Words(f"{basis.taken:,}", "muted"),
            Words(f"{basis.undated + basis.without_date:,}", "muted"),
        )
        for basis in answer.law
    )
    headers = ("List", "Release used", "Left out", "Added", "Undated")
    return [
        Heading(f"What the law of {day(answer.query.in_force)} is taken from"),
        Grid(headers, rows, (36, 25, 13, 13, 13)),
    ]


def _row(item: Coverage) -> tuple[Words, ...]:
    starter = item.state == "starter"
    return (
        Words(one_line(item.title)),
        Words(day(item.released), "muted"),
        Words(age(item.age_days), "muted"),
        Words(f"{item.parties:,}", "muted"),
        Words("starter data" if starter else item.state, "possible" if starter else "muted"),
    )


def no_match_words(answer: Answer) -> str:
    """What nothing found means, in which lists and as of when. Never more than was searched."""
    if answer.starter_only:
        return (
            "Nothing at or above the alert line in the starter data. That is not a screening: "
            "import the official lists first."
        )
    line = score_text(answer.engine.threshold)
    words = [f"No match at or above {line} in {counted(len(answer.coverage), 'list')}"]
    dated = [item for item in answer.coverage if item.released]
    if dated:
        oldest = min(item.released for item in dated if item.released)
        newest = max(item.released for item in dated if item.released)
        span = day(newest) if oldest == newest else f"{day(oldest)} to {day(newest)}"
        words.append(f", released {span}")
    words.append(".")
    if answer.near_misses:
        nearest = answer.near_misses[0]
        name, score = isolated(nearest.party.name), score_text(nearest.score)
        words.append(f" The nearest is {name} at {score}.")
    return "".join(words)
