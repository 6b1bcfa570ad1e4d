"""Every format that is read: a new one is a module of its own and one line here."""

from caveat.ingest.lists import (
    bis_dpl_csv,
    bis_dpl_text,
    csl_csv,
    csl_json,
    ecfr_xml,
    eu_csv,
    eu_xml,
    ofac_advanced,
    ofac_classic,
    ofac_csv,
    ofac_enhanced,
    opensanctions_csv,
    opensanctions_ftm,
    own_list,
    uk_csv,
    un_xml,
)
from caveat.ingest.lists.formats import ListFormat, SetFormat

FORMATS: tuple[ListFormat, ...] = (
    csl_csv.FORMAT,
    csl_json.FORMAT,
    bis_dpl_text.FORMAT,
    bis_dpl_csv.FORMAT,
    ecfr_xml.FORMAT,
    un_xml.FORMAT,
    eu_xml.FORMAT,
    eu_csv.FORMAT,
    uk_csv.SANCTIONS_LIST_FORMAT,
    uk_csv.CONSOLIDATED_LIST_FORMAT,
    ofac_advanced.FORMAT,
    ofac_classic.FORMAT,
    ofac_enhanced.FORMAT,
    opensanctions_csv.FORMAT,
    opensanctions_ftm.FORMAT,
    own_list.FORMAT,
)
"""Formats of one file, the stricter sniffers first. No content may be recognised by two."""

SETS: tuple[SetFormat, ...] = (ofac_csv.FORMAT,)
"""Formats that publish a list as several files."""

ALL: tuple[ListFormat | SetFormat, ...] = (*FORMATS, *SETS)
