"""Lets a vision-language model of your own play games, turn by turn, and reports how far it comes.

    pip install -e . transformers accelerate torch
    python examples/play.py --model Qwen/Qwen2.5-VL-3B-Instruct --config sokoban-play-easy --episodes 20

Put any function that answers a chat in place of `Player`. Behind a server a model plays many episodes at once, and is
reported with intervals and baselines: gameqa eval sokoban-play-easy --base-url URL --model NAME --out results.
"""

from __future__ import annotations

import base64
import io
from itertools import islice
from typing import Any

import click
import torch
from PIL import Image
from transformers import AutoModelForImageTextToText, AutoProcessor

from gameqa.adapters.chats import Conversation
from gameqa.adapters.plays import Plays
from gameqa.play import episode_of_id


class Player:
    """A model of transformers that answers chats.

    Args:
        model: a name on the Hub or a folder.
        tokens: most tokens of a reply.
        device: where it runs, such as "cuda" or "cpu".
    """

    def __init__(self, model: str, tokens: int, device: str) -> None:
        self._processor = AutoProcessor.from_pretrained(model)
        self._model = AutoModelForImageTextToText.from_pretrained(model, dtype="auto").to(device).eval()
        self._tokens = tokens

    @torch.inference_mode()
    def __call__(self, messages: list[dict[str, Any]]) -> str:
        """The reply to a chat in the form of OpenAI's API."""
        chat = [{**message, "content": _parts(message["content"])} for message in messages]
        inputs = self._processor.apply_chat_template(
            chat, add_generation_prompt=True, tokenize=True, return_dict=True, return_tensors="pt"
        ).to(self._model.device, self._model.dtype)
        made = self._model.generate(**inputs, max_new_tokens=self._tokens, do_sample=False)
        return str(self._processor.decode(made[0, inputs["input_ids"].shape[1] :], skip_special_tokens=True))


def _parts(content: str | list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The content of a message in the form of transformers."""
    if isinstance(content, str):
        return [{"type": "text", "text": content}]
    return [_picture(part) if part["type"] == "image_url" else part for part in content]


def _picture(part: dict[str, Any]) -> dict[str, Any]:
    content = base64.b64decode(part["image_url"]["url"].partition(",")[2])
    return {"type": "image", "image": Image.open(io.BytesIO(content)).convert("RGB")}


@click.command()
@click.option("--model", required=True, help="A vision-language model: a name on the Hub or a folder.")
@click.option("--config", default="all-play-easy", show_default=True, help="What is played.")
@click.option("--split", default="test", show_default=True)
@click.option("--episodes", default=20, show_default=True)
@click.option("--pictures", default=4, show_default=True, help="Of how many turns the model sees the pictures.")
@click.option("--tokens", default=512, show_default=True, help="Most tokens of a reply.")
@click.option("--device", default="cuda", show_default=True)
def main(model: str, config: str, split: str, episodes: int, pictures: int, tokens: int, device: str) -> None:
    """Let MODEL play."""
    player = Player(model, tokens, device)
    scores, won = [], 0
    for name in islice(Plays(config, split).names(), episodes):
        episode = episode_of_id(name)
        conversation = Conversation(episode, pictures=pictures)
        while not episode.is_done:
            conversation.reply(player(conversation.messages()))
        scores.append(episode.score)
        won += episode.is_won
        click.echo(f"{name}: score {episode.score:.2f}, {episode.turns} actions, {episode.illegal} illegal")
    click.echo(f"{len(scores)} episodes: score {sum(scores) / len(scores):.3f}, success {won / len(scores):.3f}")


if __name__ == "__main__":
    main()
