"""The columns we know, by list: our name, the words people read, and what others call them."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Column:
    """One column of a list. `others` are names it goes by, without spaces and signs."""

    name: str
    label: str
    others: tuple[str, ...] = ()
    is_required: bool = False


STATE = Column("state", "State", ("lstate", "statelocation", "statelocationabbr", "stabr", "st"))
CITY = Column("city", "City", ("lcity", "citylocation", "locationcity"))
CONTACTS = (
    Column(
        "street",
        "Street and number",
        ("lstreet1", "lstreet", "streetlocation", "locationaddress1", "locationaddress", "address"),
    ),
    CITY,
    STATE,
    Column("postal_code", "ZIP code", ("zip", "zipcode", "lzip", "ziplocation", "locationzip")),
    Column("county", "County", ("countyname", "nmcnty", "coname")),
    Column("phone", "Phone", ("phonenumber", "telephone", "telephonenumber")),
    Column("website", "Website", ("websiteaddress", "web", "url", "www")),
)
LOCALE = Column(
    "locale", "Locale (11 to 43)", ("ulocale", "urbancentriclocale", "localecode", "locale12")
)

CCD_AGENCIES = (
    Column(
        "leaid",
        "Agency's NCES id (LEAID)",
        ("ncesid", "ncesleaid", "agencyidncesassigned", "ncesagencyid", "leaidnces"),
        is_required=True,
    ),
    Column(
        "name",
        "Agency's name",
        ("leaname", "agencyname", "districtname", "leanm"),
        is_required=True,
    ),
    Column(
        "agency_type",
        "Agency type (1 to 9)",
        ("leatype", "agencytypecode", "type", "ccdagencytype"),
        is_required=True,
    ),
    Column("irn", "State id (IRN)", ("stleaid", "stateleaid", "districtirn", "agencyirn")),
    Column("status", "Status (1 to 8)", ("systatus", "updatedstatus", "agencystatus")),
    Column("year", "School year", ("schoolyear", "surveyyear", "survyear", "schyear")),
    *CONTACTS,
    LOCALE,
)

NCES_SCHOOLS = (
    Column(
        "ncessch",
        "School's NCES id (NCESSCH)",
        ("ncesschoolid", "schoolidncesassigned", "ncesschid"),
        is_required=True,
    ),
    Column(
        "leaid",
        "Agency's NCES id (LEAID)",
        ("agencyidncesassigned", "ncesdistrictid", "ncesleaid", "ncesagencyid"),
        is_required=True,
    ),
    Column("name", "School's name", ("schoolname", "schname", "schnam"), is_required=True),
    Column("irn", "State id (IRN)", ("stschid", "buildingirn", "schoolirn", "stateschoolid")),
    Column("status", "Status (1 to 8)", ("systatus", "updatedstatus", "schoolstatus")),
    Column(
        "lowest_grade",
        "Lowest grade",
        ("lowestgradeoffered", "gslo", "gradelow", "lograde", "lowestgrade"),
    ),
    Column(
        "highest_grade",
        "Highest grade",
        ("highestgradeoffered", "gshi", "gradehigh", "higrade", "highestgrade"),
    ),
    Column("year", "School year", ("schoolyear", "surveyyear", "survyear", "schyear")),
    *CONTACTS,
)

TEMPLATE = (
    Column(
        "record", "Record (service_center, district, school or alignment)", (), is_required=True
    ),
    Column("irn", "IRN"),
    Column("name", "Name", ("district", "districtname", "schoolname", "organization")),
    Column("nces_id", "NCES id", ("leaid", "ncessch")),
    Column("agency_irn", "Agency's IRN"),
    Column("service_center_irn", "Service center's IRN"),
    *CONTACTS,
    Column("email", "E-mail", ("mail", "emailaddress")),
    Column("status", "Status"),
    Column("region", "Region"),
    Column("agency_type", "Agency type"),
    Column("typology", "Typology"),
    Column("typology_version", "Typology version"),
    LOCALE,
    Column("school_type", "School type"),
    Column("lowest_grade", "Lowest grade"),
    Column("highest_grade", "Highest grade"),
    Column("starts_on", "Starts on"),
    Column("ends_on", "Ends on"),
)

# In the order in which a header is compared with them: the most telling list first.
LISTS: dict[str, tuple[Column, ...]] = {
    "template": TEMPLATE,
    "nces_schools": NCES_SCHOOLS,
    "ccd_agencies": CCD_AGENCIES,
}
# A list of many years has the columns of one; only the operator says which of the two is meant.
HISTORY = tuple(
    replace(column, is_required=True) if column.name == "year" else column
    for column in CCD_AGENCIES
)
COLUMNS = {**LISTS, "ccd_history": HISTORY}
LIST_NAMES = {
    "template": "PL Network template",
    "nces_schools": "NCES school list",
    "ccd_agencies": "NCES agency list",
    "ccd_history": "NCES agency lists of many years",
    "oneroster": "OneRoster",
}
