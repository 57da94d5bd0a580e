"""A vision-language model that fits into a test: random weights, and a tokenizer trained on the spot."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import (
    Gemma3Config,
    Gemma3ForConditionalGeneration,
    Gemma3Processor,
    Gemma3TextConfig,
    PreTrainedTokenizerFast,
    SiglipVisionConfig,
)

try:
    from transformers.models.gemma3 import Gemma3ImageProcessorPil
except ImportError:  # Before transformers 5 the one without torchvision has the plain name.
    from transformers import Gemma3ImageProcessor as Gemma3ImageProcessorPil

IMAGE_SIDE, PATCH, TOKENS_PER_IMAGE = 56, 14, 4
SPECIAL = ("<pad>", "<eos>", "<bos>", "<start_of_image>", "<end_of_image>", "<image_soft_token>", "<turn>", "<end>")
TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}<turn>{{ message['role'] }}\n"
    "{% if message['content'] is string %}{{ message['content'] }}{% else %}{% for part in message['content'] %}"
    "{% if part['type'] == 'image' %}<start_of_image>{% else %}{{ part['text'] }}{% endif %}{% endfor %}{% endif %}"
    "<end>{% endfor %}{% if add_generation_prompt %}<turn>assistant\n{% endif %}"
)

TOOLS_TEMPLATE = (
    "{{ bos_token }}{% if tools %}<turn>tools\n{{ tools | tojson }}<end>{% endif %}{% for message in messages %}"
    "<turn>{{ message['role'] }}\n"
    "{% if message['content'] is string %}{{ message['content'] }}{% else %}{% for part in message['content'] %}"
    "{% if part['type'] == 'image' %}<start_of_image>{% else %}{{ part['text'] }}{% endif %}{% endfor %}{% endif %}"
    "{% for call in message['tool_calls'] or [] %}<call>{{ call['function'] | tojson }}</call>{% endfor %}"
    "<eos>{% endfor %}{% if add_generation_prompt %}<turn>assistant\n{% endif %}"
)
"""As above, with tools and their calls."""

TOOLS_RESPONSES = {
    "defaults": {"role": "assistant"},
    "start_anchor": "<turn>assistant\n",
    "fields": {
        "tool_calls": {
            "open": "<call>",
            "close": "</call>",
            "repeats": True,
            "content": "json",
            "transform": {"type": "function", "function": "{content}"},
        },
        "content": {"close": "<eos>", "content": "text"},
    },
}
"""How calls are read out of what the model says."""


def with_tools(processor: Any) -> Any:
    """The processor, for chats in which the model calls tools."""
    processor.chat_template = processor.tokenizer.chat_template = TOOLS_TEMPLATE
    processor.tokenizer.response_template = TOOLS_RESPONSES
    return processor


def tiny_processor(texts: Iterable[str]) -> Any:
    """A processor whose tokenizer knows the texts; the picture becomes four tokens."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=1000,
            special_tokens=list(SPECIAL),
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        ),
    )
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="<pad>",
        eos_token="<eos>",
        bos_token="<bos>",
        extra_special_tokens={
            "boi_token": "<start_of_image>",
            "eoi_token": "<end_of_image>",
            "image_token": "<image_soft_token>",
        },
        padding_side="left",
    )
    image_processor = Gemma3ImageProcessorPil(size={"height": IMAGE_SIDE, "width": IMAGE_SIDE})
    return Gemma3Processor(image_processor, fast, chat_template=TEMPLATE, image_seq_length=TOKENS_PER_IMAGE)


def tiny_model(processor: Any) -> Any:
    """A model of the processor's vocabulary, of a few tens of thousands of weights."""
    tokenizer = processor.tokenizer
    text = Gemma3TextConfig(
        vocab_size=len(tokenizer), hidden_size=16, intermediate_size=32, num_hidden_layers=2, num_attention_heads=2,
        num_key_value_heads=1, head_dim=8, max_position_embeddings=8192, sliding_window=64, query_pre_attn_scalar=8,
        pad_token_id=tokenizer.pad_token_id, eos_token_id=tokenizer.eos_token_id, bos_token_id=tokenizer.bos_token_id,
    )  # fmt: skip
    vision = SiglipVisionConfig(
        hidden_size=16, intermediate_size=32, num_hidden_layers=1, num_attention_heads=2, image_size=IMAGE_SIDE,
        patch_size=PATCH, vision_use_head=False,
    )  # fmt: skip
    return Gemma3ForConditionalGeneration(
        Gemma3Config(
            text_config=text,
            vision_config=vision,
            mm_tokens_per_image=TOKENS_PER_IMAGE,
            boi_token_index=tokenizer.boi_token_id,
            eoi_token_index=tokenizer.eoi_token_id,
            image_token_id=tokenizer.image_token_id,
            pad_token_id=tokenizer.pad_token_id,
            eos_token_id=tokenizer.eos_token_id,
            bos_token_id=tokenizer.bos_token_id,
        )
    )
