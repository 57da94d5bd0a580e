"""The resources server for NeMo Gym: it scores the last reply to a question. Needs the package nemo-gym."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from fastapi import HTTPException
from nemo_gym.base_resources_server import (
    BaseResourcesServerConfig,
    BaseRunRequest,
    BaseVerifyRequest,
    BaseVerifyResponse,
    ReverifyMode,
    SimpleResourcesServer,
)

from gameqa.adapters.rows import SCORED_COLUMNS
from gameqa.scoring import verify


class GameQAConfig(BaseResourcesServerConfig):
    """Scores depend on nothing but the reply and the row, so stored replies can be scored again."""

    REVERIFY_MODE: ClassVar[ReverifyMode] = ReverifyMode.STATELESS


class GameQARunRequest(BaseRunRequest):
    """A row of `gameqa.adapters.nemo_gym.to_nemo_gym`."""

    data_id: str
    game: str
    task: str
    state: str
    options: list[str]
    answer: str
    answer_type: str


class GameQAVerifyRequest(GameQARunRequest, BaseVerifyRequest):
    """A row and the response of the model."""


class GameQAVerifyResponse(GameQAVerifyRequest, BaseVerifyResponse):
    """The reward, 0.0 to 1.0, with the answer that was read and why."""

    extracted_answer: str | None
    reason: str


class GameQAResourcesServer(SimpleResourcesServer):
    """Questions of one reply, without tools and without sessions."""

    ray_enabled = False
    config: GameQAConfig

    async def verify(self, body: GameQAVerifyRequest) -> GameQAVerifyResponse:
        """Scores what the model said last."""
        row = {name: getattr(body, name) for name in SCORED_COLUMNS}
        try:
            verdict = await asyncio.to_thread(verify, body.response.output_text, row)
        except ValueError as error:
            raise HTTPException(422, str(error)) from error
        return GameQAVerifyResponse(
            **body.model_dump(), reward=verdict.score, extracted_answer=verdict.answer, reason=verdict.reason
        )
