"""What the library says of itself, in one place."""

from __future__ import annotations

RELEASE = "0.2.0"
HOMEPAGE = "https://huggingface.co/datasets/gameqa"
LICENSE = "apache-2.0"
SUMMARY = (
    "Verifiable visual game questions, made on the fly: a picture of a game, a question about it, the exact "
    "answer and the reasoning that leads to it, from deterministic game engines and a seed."
)
CITATION = """\
@article{tong2025gamerl,
  title   = {Game-RL: Synthesizing Multimodal Verifiable Game Data to Boost VLMs' General Reasoning},
  author  = {Tong, Jingqi and others},
  journal = {arXiv preprint arXiv:2505.13886},
  year    = {2025}
}
"""
