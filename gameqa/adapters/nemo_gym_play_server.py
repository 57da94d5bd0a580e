"""The resources server for NeMo Gym that plays: every session is an episode. Needs the package nemo-gym."""

from __future__ import annotations

import asyncio
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from nemo_gym.openai_utils import NeMoGymResponse
from nemo_gym.server_utils import SESSION_ID_KEY
from resources_servers.gymnasium import GymnasiumServer, extract_text

from gameqa.adapters.plays import PlayedEpisode
from gameqa.play.episode import episode_of_id

Step = tuple[str | None, float, bool, bool, dict[str, Any]]


class GameQAPlayServer(GymnasiumServer):
    """Episodes of `gameqa.adapters.nemo_gym.to_nemo_gym_episode`, for NeMo Gym's gymnasium_agent.

    The agent hands on what came of every action as text, and the rewards add up to the score, 0.0 to 1.0.
    """

    ray_enabled = False

    def setup_webserver(self) -> FastAPI:
        """The app, with a way to end episodes that are not played to their end."""
        app = super().setup_webserver()
        app.post("/close")(self._close)
        return app

    async def reset(self, metadata: dict[str, Any], session_id: str | None = None) -> tuple[str | None, dict[str, Any]]:
        """Begins the episode of a row; there is no observation, as the row holds the first turn."""
        try:
            episode = await asyncio.to_thread(episode_of_id, metadata["episode"])
        except (KeyError, ValueError) as error:
            raise HTTPException(422, f"no episode: {error}") from error
        self.session_state[session_id] = PlayedEpisode(episode)
        return None, {"episode": episode.id, "supports_explicit_close": True}

    async def step(self, action: NeMoGymResponse, metadata: dict[str, Any], session_id: str | None = None) -> Step:
        """Makes the action that the model's reply names.

        Returns:
            What came of it, by how much the score has changed, whether the game is over, whether no actions are left,
            and plain facts, the score among them.
        """
        episode = self.session_state.get(session_id)
        if episode is None:
            raise HTTPException(409, "no episode is under way: call /reset first.")
        turn = await asyncio.to_thread(episode.reply, extract_text(action))
        facts = {name: turn.facts[name] for name in ("action", "legal", "score", "actions_left")}
        return turn.text, turn.reward, episode.is_over, turn.is_done and not episode.is_over, facts

    async def _close(self, request: Request) -> dict[str, bool]:
        await self.close_session(request.session.get(SESSION_ID_KEY))
        return {"closed": True}
