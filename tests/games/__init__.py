"""One folder a game: its oracle, decoder, canonical form and golden digests."""
