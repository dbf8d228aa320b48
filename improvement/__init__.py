"""What teams do between convenings; so far their artifacts.

Nouns: Artifact, ArtifactVersion (file or link), ArtifactComment. Surprising rule: nothing is
shared before somebody has stated that no student can be identified in it.
"""
