"""The moods in which a sentence names values."""

ASSERTED, HEDGED, NOT, EXPLAINED, SUPPOSED, REMARK = range(6)
"""As the answer; as a possible one; as none; in a reason or an example; in a supposition; beside an answer."""
