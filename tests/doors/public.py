"""Pages of the programme that everybody may open."""

ALL = "OOO OOOO OO OOOO"

DOORS = {
    "cohorts:pathways": (ALL,),
    "cohorts:pathway": (ALL, "pathway_code"),
    "cohorts:participants": (ALL,),
    "cohorts:how-to-join": (ALL,),
}
