"""How rules and states are written, in questions, reasoning, descriptions and pictures."""

from __future__ import annotations

from gameqa.answers import DIRECTIONS

from .engine import BRACKETS, Machine, Rule


def bracketed(state: int, symbol: int) -> str:
    """A symbol in the brackets of a state: [2]."""
    left, right = BRACKETS[state]
    return f"{left}{symbol}{right}"


def rule_text(rule: Rule) -> str:
    """What a rule does: [2] up."""
    write, move, new = rule
    return f"{bracketed(new, write)} {DIRECTIONS[move]}"


def table_lines(machine: Machine) -> list[str]:
    """The rule table, a line for every state."""
    return [
        "; ".join(f"{bracketed(state, symbol)}: {rule_text(rule)}" for symbol, rule in enumerate(rules))
        for state, rules in enumerate(machine.rules)
    ]
