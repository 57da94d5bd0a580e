"""verifiers (Prime Intellect): an environment that asks the questions of any config.

    from gameqa.adapters.verifiers import load_environment

    environment = load_environment("sokoban-hard", split="train", num_samples=1000)

`vf-eval gameqa-environment --env.taskset.config sokoban-hard` does the same from the command line of verifiers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import verifiers.v1 as vf
from verifiers.v1.dialects.chat import message_to_wire

from gameqa.adapters.openai import to_messages
from gameqa.adapters.rows import INSTRUCTION, KEPT_COLUMNS
from gameqa.configs import DEFAULT_CONFIG, check_choice, check_seed, check_split, counts_within, parse_config
from gameqa.curriculum import Curriculum
from gameqa.keys import MODALITIES, STYLES
from gameqa.play.configs import is_play
from gameqa.rows import ENDLESS_ROWS, iterate_rows
from gameqa.scoring import format_reward, score

PLUGIN = "gameqa_environment"
"""The installed package by which verifiers finds this module's classes."""


class GameQATasksetConfig(vf.TasksetConfig):
    """What is asked for; the names are those of `load_dataset("gameqa", ...)`."""

    config: str = DEFAULT_CONFIG
    split: str = "train"
    num_samples: int | None = 1000
    seed: int = 0
    modality: str = "image"
    style: str = "plain"
    instruction: str | None = INSTRUCTION


class GameQAData(vf.TaskData):
    """A question: the prompt, the row's id, and the columns that `gameqa.score` reads."""

    row: dict[str, Any]


class GameQATask(vf.Task[GameQAData, vf.State, vf.TaskConfig]):
    """One question, answered in one turn."""

    @property
    def key(self) -> str:
        """The data_id, from which the row can be made again anywhere."""
        return str(self.data.row["data_id"])

    curriculum: Curriculum | None = None
    """What is told of the score; None for nothing."""

    @vf.reward
    async def correct(self, trace: vf.Trace) -> float:
        """The score of the answer, 0.0 to 1.0."""
        found = score(trace.last_reply, self.data.row)
        if self.curriculum is not None:
            self.curriculum.update([self.key], [found])
        return found

    @vf.metric
    async def answer_format(self, trace: vf.Trace) -> float:
        """Whether the answer is marked as asked."""
        return format_reward(trace.last_reply)


class GameQATaskset(vf.Taskset[GameQATask, GameQATasksetConfig]):
    """The rows of a config, made when they are asked for."""

    curriculum: Curriculum | None = None
    """What decides the rows; None for the config's own order."""

    def load(self) -> Iterator[GameQATask]:
        """Yields the tasks in the order of the config's rows, or as the curriculum decides."""
        wanted = self.config
        for row in self._rows() if self.curriculum is None else self.curriculum:
            data = GameQAData(
                id=row["data_id"],
                prompt=to_messages(row, wanted.instruction),
                row={name: row[name] for name in KEPT_COLUMNS},
            )
            task = GameQATask(data, wanted.task)
            task.curriculum = self.curriculum
            yield task

    def _rows(self) -> Iterator[Mapping[str, Any]]:
        wanted = self.config
        mixture = parse_config(wanted.config)
        split = check_split(wanted.split)
        counts_within(mixture, {split: wanted.num_samples}, True)
        stop = ENDLESS_ROWS if wanted.num_samples is None else wanted.num_samples
        style = check_choice("style", wanted.style, STYLES)
        modality = check_choice("modality", wanted.modality, MODALITIES)
        return iterate_rows(mixture, split, check_seed(wanted.seed), 0, stop, style, modality)

    @property
    def bounded(self) -> bool:
        """Whether iterating ends."""
        if self.curriculum is not None:
            return False
        return self.config.num_samples is not None if self._bounded is None else self._bounded


class OneReplyConfig(vf.HarnessConfig):
    """`OneReply` has no settings of its own."""


class OneReply(vf.Harness[OneReplyConfig]):
    """Asks the model once, without tools, a sandbox or a process of its own."""

    APPENDS_SYSTEM_PROMPT = True
    EXECUTES_CODE = False
    NEEDS_CONTAINER = False

    async def launch(
        self,
        ctx: vf.ModelContext,
        trace: vf.Trace,
        runtime: vf.Runtime,
        endpoint: str,
        secret: str,
        mcp_urls: dict[str, str],
        data: vf.TaskData,
    ) -> vf.ProgramResult:
        """Sends the prompt to the model's endpoint; the trace records the reply."""
        from openai import AsyncOpenAI

        system, prompt = self.resolve_prompt(data)
        messages = [] if system is None else [{"role": "system", "content": system}]
        messages += [{"role": "user", "content": prompt}] if isinstance(prompt, str) else map(message_to_wire, prompt)
        async with AsyncOpenAI(base_url=endpoint, api_key=secret, max_retries=0, timeout=None) as client:
            await client.chat.completions.create(model=ctx.model, messages=messages)
        return vf.ProgramResult(exit_code=0, stdout="", stderr="")


class GameQAEnvironmentConfig(vf.EnvConfig):
    """One agent; no sandbox is needed where a model only replies."""

    agent: vf.AgentConfig = vf.AgentConfig(runtime=vf.SubprocessConfig())


class GameQAEnvironment(vf.Env[GameQAEnvironmentConfig]):
    """Asks every question once."""

    async def run(self, task: vf.Task, agents: vf.Agents) -> None:
        """One episode: one reply."""
        await agents.agent.run(task)


def load_environment(config: str | Curriculum = DEFAULT_CONFIG, **parameters: Any) -> vf.Env:
    """An environment that asks the questions of a config, one reply each, scored by the game engines.

    Args:
        config: a config name, such as "sokoban-hard", or a curriculum, which decides the rows and is told the scores;
            or what is played, such as "sokoban-play-hard", in many turns: see `gameqa.adapters.verifiers_play`.
        parameters: split, num_samples (None: endless), seed, modality, style, instruction; with a curriculum, which
            has the others, the instruction only.

    Raises:
        ValueError: a name or a value is not allowed.
    """
    if isinstance(config, Curriculum):
        others = sorted(set(parameters) - {"instruction"})
        if others:
            raise ValueError(f"a curriculum decides the rows: {', '.join(others)} can't be given beside it.")
        environment = _environment(num_samples=None, **parameters)
        environment.taskset.curriculum = config
        return environment
    if is_play(config):
        from gameqa.adapters import verifiers_play

        return verifiers_play.load_environment(config, **parameters)
    parse_config(config)
    return _environment(config=config, **parameters)


def _environment(**parameters: Any) -> GameQAEnvironment:
    return GameQAEnvironment(GameQAEnvironmentConfig(taskset=GameQATasksetConfig(id=PLUGIN, **parameters)))
