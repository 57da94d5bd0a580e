"""The name by which verifiers finds the episodes of play of gameqa: `vf-eval gameqa-play-environment`."""

from gameqa.adapters.verifiers_play import PlayEnvironment, PlayTaskset, TurnByTurn, load_environment

__all__ = ["PlayEnvironment", "PlayTaskset", "TurnByTurn", "load_environment"]
