"""Short ways to import a text and to read the counts of its report."""

from network.services.directory_import import Source, import_files

CCD = "school_year,leaid,irn,name,agency_type,status\n"
SCHOOLS = "ncessch,leaid,school_name,city_location,lowest_grade_offered,highest_grade_offered\n"
TEMPLATE = "record,irn,name,agency_irn,service_center_irn,starts_on,ends_on,lowest_grade\n"


def run(text, *, commit=True, name="list.csv", **options):
    source = Source(name, text if isinstance(text, bytes) else text.encode())
    (report,) = import_files([source], year=None, commit=commit, **options)
    return report


def counts(report):
    return tuple(report.counts[what] for what in ("added", "changed", "closed", "unchanged"))
