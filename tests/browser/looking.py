"""What may be wrong with a page as a browser shows it: for axe, and by its width."""

from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE_OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
WIDTHS = [1280, 390, 320]


def faults_on(page):
    """What axe finds. Most of its time goes into describing what is well, so it leaves that out."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    faults = page.evaluate("async (options) => (await axe.run(options)).violations", AXE_OPTIONS)
    return [
        (fault["id"], node["html"][:200], node["failureSummary"])
        for fault in faults
        for node in fault["nodes"]
    ]


def problems_at_widths(page):
    """Of the page that is open, on a desk, a phone and a narrow phone; axe looks at two of them."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        root = "document.documentElement"
        if page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"):
            found.append(f"scrolls sideways at {width}")
        if width != WIDTHS[-1]:
            found += [f"axe at {width}: {fault}" for fault in faults_on(page)]
    return found
