"""The demo: one consistent fictional network, recorded through the services of the site.

`network.json` holds it (organizations, people, counts per school, expected figures); `build.py`
puts it into an empty database; `cast.py` says who can be signed in as. All of it is invented.
"""
