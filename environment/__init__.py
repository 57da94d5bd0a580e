"""The name by which verifiers finds the environment of gameqa: `vf-eval gameqa-environment`."""

from gameqa.adapters.verifiers import GameQAEnvironment, GameQATaskset, OneReply, load_environment

__all__ = ["GameQAEnvironment", "GameQATaskset", "OneReply", "load_environment"]
