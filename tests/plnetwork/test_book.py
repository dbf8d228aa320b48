from network.directory.template import example_rows
from plnetwork.demo.book import book


def test_the_examples_of_the_import_template_are_nobody_of_the_demo():
    """Whoever uploads the template as it is adds to the demo and renames none of it."""
    places = [*book()["service_centers"], *book()["districts"], *book()["schools"]]
    taken = {place["irn"] for place in places}
    header, *rows = example_rows()

    assert not taken & {row[header.index("irn")] for row in rows}
