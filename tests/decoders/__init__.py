"""Decoders: one module a game, whose `read` gets the visible facts back from the pixels alone.

A decoder knows the layout and the sprites of the plain look, but not the state: `read(sample, picture)` returns
what it sees and, for comparison, the same facts of the sample.
"""
