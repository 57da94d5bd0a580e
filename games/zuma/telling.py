"""What the frog sees and what a shot does, in words."""

from __future__ import annotations

from gameqa.wording import joined

from .engine import COLORS, STAYS, Run, Seen, Zuma, joined_run
from .track import whole
from .view import NEAR, Span, Turn, Window


def at(angle: float) -> str:
    """A direction in whole degrees from 0 to 359."""
    return str(whole(angle) % 360)


def span_text(span: Span) -> str:
    """Some directions, counterclockwise."""
    return f"{at(span[0])} to {at(span[1])} degrees"


def between_text(span: Span) -> str:
    """Some shots, counterclockwise, without the limits."""
    return f"between {at(span[0])} and {at(span[1])} degrees"


def marble_text(marble: Seen) -> str:
    """A marble by its color and direction."""
    return f"{COLORS[marble.color]} at {at(marble.angle)} degrees"


def ends_of(state: Zuma, run: Run) -> Span:
    """The directions of the first and the last marble of a run, counterclockwise."""
    ends = [whole(state.seen[place].angle) for place in (run.first, run.first + run.length - 1)]
    return min(ends), max(ends)


def run_text(state: Zuma, run: Run) -> str:
    """A run of marbles by its number, color and directions."""
    low, high = ends_of(state, run)
    if run.length == 1:
        return f"the {COLORS[run.color]} marble at {at(low)} degrees"
    return f"the {run.length} {COLORS[run.color]} marbles at {span_text((low, high))}"


def flight_lines(turns: list[Turn]) -> list[str]:
    """What a shot passes and touches, turn by turn, up to the marble that it hits."""
    lines = []
    for turn in turns:
        if not turn.near:
            lines.append(f"On the {turn.name} there is no marble within {NEAR} degrees of the line.")
            continue
        near = joined([f"{marble_text(marble)} ({abs(beside)} away)" for marble, beside in turn.near])
        nearest = f"The nearest {'are' if len(turn.near) == 2 else 'is'} {near}"
        if turn.touched is None:
            told = "the shot passes between them" if len(turn.near) == 2 else "the shot passes it"
        elif sum(abs(beside) < turn.reach for _, beside in turn.near) == 2:
            told = f"the shot touches {marble_text(turn.touched[0])} first, since it is nearer"
        else:
            told = f"the shot touches {marble_text(turn.touched[0])}"
        lines.append(
            f"On the {turn.name} here, touching neighbors are about {turn.reach} degrees apart, so a shot touches "
            f"marbles less than {turn.reach} degrees from its line. {nearest}: {told}."
        )
        if turn.touched is not None:
            break
    return lines


def joining_lines(state: Zuma, hit: Seen, beside: int, outcome: int) -> list[str]:
    """Where a shot joins the row of the marble that it hits, and what run that makes.

    Args:
        beside: how many degrees counterclockwise of the line the marble lies.
    """
    is_after = (beside < 0) == (state.track[1] > 0)
    place = hit.place + is_after
    other = state.seen.get(hit.place + (1 if is_after else -1))
    side = "counterclockwise" if beside < 0 else "clockwise"
    where = f"between it and {marble_text(other)}" if other else "at its end"
    lines = [f"The line passes {marble_text(hit)} on its {side} side, so the shot joins the row there, {where}."]
    name = COLORS[state.loaded]
    low, high = joined_run(state.marbles, state.loaded, place)
    if low == high:
        lines.append(f"It has no {name} marble beside it, so it makes no run and stays.")
    else:
        run = run_text(state, Run(low, high - low, state.loaded))
        end = "only 2, so it stays" if outcome == STAYS else f"{outcome}, which vanishes"
        lines.append(f"It joins {run}. That makes a run of {end}.")
    return lines


def window_line(window: Window, name: str) -> str:
    """Which shots would join a group, what is in their way, and what is left.

    Args:
        name: the color of the group.
    """
    low, high = window.reaches
    limits = [
        f"{at(shot)} degrees ({_limit(end, reach)})"
        for end, shot, reach in zip(window.ends, window.shots, (low, high), strict=True)
    ]
    told = (
        f"The {window.run.length} {name} marbles at {span_text(window.span)} can be joined by shots between "
        f"{limits[0]} and {limits[1]}"
    )
    if not window.blocks:
        return f"{told}. No marble nearer to the frog is in the way."
    blocks = joined([_block(ends, reaches) for ends, reaches in window.blocks])
    if not window.left:
        return f"{told}, but nearer to the frog {blocks}. No shot is left."
    left = joined([between_text(span) for span in window.left])
    return f"{told}, but nearer to the frog {blocks}. This leaves those {left}."


def _limit(end: Seen | None, reach: int) -> str:
    """What limits the shots that join a group at one of its ends."""
    return f"the center of their {COLORS[end.color]} neighbor" if end else f"{reach} degrees past their end"


def _block(ends: Span, reaches: Span) -> str:
    """The shots that a row of marbles stops."""
    stopped = between_text((ends[0] - reaches[0], ends[1] + reaches[1]))
    low, high = reaches
    if ends[0] == ends[1]:
        return f"a marble at {at(ends[0])} degrees stops those {stopped} ({low} degrees on each side)"
    beyond = f"{low} degrees past each end" if low == high else f"{low} and {high} degrees past the two ends"
    return f"marbles in a row from {span_text(ends)} stop those {stopped} ({beyond})"


def loaded_line(state: Zuma) -> str:
    """The color of the loaded marble, and which groups matter for it."""
    name = COLORS[state.loaded]
    return f"The loaded marble is {name}. Two or more {name} neighbors make a run of three or more with it."
