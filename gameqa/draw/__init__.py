"""The drawing kit: looks, palettes, text, shapes and boards. It knows no game."""
