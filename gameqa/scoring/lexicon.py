"""The words by which a sentence asserts, denies, doubts, supposes, concludes or explains."""

from __future__ import annotations

from collections.abc import Iterable


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def pairs(text: str) -> frozenset[tuple[str, ...]]:
    """The rows of words of a text, parted by slashes."""
    return frozenset(tuple(part.split()) for part in text.split("/"))


NEGATIONS = words(
    "not never neither nor cannot isn't aren't wasn't weren't doesn't don't didn't won't can't couldn't shouldn't "
    "wouldn't hasn't haven't mustn't without except excluding unlike wrong incorrect impossible false doubt doubtful "
    "unlikely eliminate eliminates eliminated exclude excludes excluded reject rejects rejected discard discarded "
    "dismiss dismissed avoid invalid disprove dont isnt cant"
)
NEGATION_PAIRS = pairs(
    "rather than/instead of/other than/rule out/rules out/ruled out/ruling out/far from/anything but/all but/fail to/"
    "fails to/fails :/failed :"
)
BEHIND_PARTICLE = words("doubt need wait actually sorry it it's that hmm the i there we my , . - : ! ;")
"""What follows "no" where it is an answer by itself and denies nothing that follows."""
ALL = words("all anywhere everywhere anything everything nothing any every each none")
"""Words before "but" that make it deny what follows: "all but B"."""
HEDGES = words(
    "maybe perhaps possibly might may could potentially either whether unsure uncertain possible plausible "
    "conceivably alternatively alternative unclear"
)
DOUBTS = words("maybe perhaps possibly ? tentatively")
"""What doubts the value right before it."""
SECOND_THOUGHTS = words("maybe perhaps alternatively wait actually correction possibly")
TAKING_BACK = words("wait actually correction sorry oops")
MODALS = words("could might may possibly also")
REASONS = words(
    "because since given due which whose while whereas considering based derived where as thanks explanation reason "
    "reasoning when after before although though despite whenever follows namely meaning unlike counting using "
    "consistent ignoring"
)
SOURCES = words("based derived according consistent given")
"""Words of reasons that explain also what follows without a comma: "derived from the 3 rules"."""
SUPPOSITIONS = words("if suppose supposing assuming assume unless otherwise imagine hypothetically")
INVERTED = words("were had should")
"""Words at the start of a sentence that suppose: "had I counted from 1"."""
CAVEATS = words("i i'm my we you counted needed not this")
CAVEAT_ENDS = words("mistaken wrong right correct correctly not recall understand see counted needed remember")
"""What follows "if" where it supposes nothing of weight: "B, if I am not mistaken"."""
OTHERS = words(
    "some many people someone somebody others everybody student students classmate friend beginner beginners tempted "
    "tempting"
)
"""Those whose answers are not the speaker's."""
HENCE = words("so thus therefore hence consequently")
CONCLUSIONS = HENCE | words(
    "accordingly overall altogether total totals totaling totalling sum conclude finally eventually ultimately "
    "giving gives yielding yields leaving leaves make makes making together"
)
RESETS = words("but instead rather however")
EXAMPLES = words("example instance")
FIRST = words("failed first initial earlier previous wrong common naive original tempting incorrect false")
TRIES = words("guess answer count thought try attempt mistake estimate impression reading idea instinct error")
"""With a word of `FIRST` before them: answers that are not the final one."""
FIRST_TRIES = pairs("at first/to begin/second best/losing move/losing moves")
JUDGMENTS = words("wrong incorrect impossible false invalid")
POINTERS = words("that this it which these those")
FORMERLY = words(
    "initially originally mistake mistakes mistakenly trap wrongly error previously earlier formerly worst bad already"
)
CHANGES_OF_MIND = words(
    "or wait no actually correction alternatively maybe perhaps possibly hmm hm sorry oops however but though "
    "scratch rather edit nope hold oh otherwise also well and"
)
"""Words at the start of a sentence that may take back the answer before it."""
CHANGES_IN_PAIRS = pairs("i mean/i meant/on second/on reflection/make that/let me")
ADDITIONS = words("and also well otherwise")
"""Those of `CHANGES_OF_MIND` that rather go on."""
REFUSALS = pairs(
    "cannot determine/cannot be determined/can't determine/can't be determined/cannot tell/can't tell/cannot say/"
    "can't say/do not know/don't know/not sure which/unable to/cannot decide/can't decide/impossible to/cannot see/"
    "can't see/no idea/cannot answer/can't answer/not enough information/insufficient information/cannot view/"
    "can't view/cannot count/can't count/cannot choose/can't choose/cannot solve/can't solve/give up/cannot read/"
    "can't read/not able to/cannot give/can't give/cannot identify/can't identify"
)

SEVERAL = pairs("all of/none of/both of/any of/neither of/either of")

COPULAS = words(
    "is are was were be being been seems seem looks appears remains becomes must should would can does do has have had"
)
ADVERBS = words("also then clearly certainly definitely obviously thus therefore indeed still simply just actually")
SINGULARS = words("is isn't was wasn't seems looks fails doesn't does ignores has")
"""Verbs that are said of the last value alone: "A and B is wrong"."""
POSITIVES = words(
    "correct right answer best valid true option choice mine my what where who it chosen legal only one solution "
    "final optimal safe that how the possible most closest better stronger reached left remaining consistent reachable "
    "satisfied"
)
"""What a value is said to be that is asserted."""
NO_BETTER = pairs(
    "as good/as likely/as plausible/as possible/as valid/as right/equally good/equally likely/equally plausible/"
    "equally possible/equally valid/equally right/no worse/not sure/not certain/not confident"
)
"""What is said of a value that is only one of several, or doubted."""
POSSIBLE = words("right correct possible answer it valid too also well work fit")
NEGATIVES = words(
    "not wrong incorrect impossible false invalid excluded eliminated ruled out taken occupied blocked unreachable "
    "illegal no never neither rejected discarded unlikely off bad worse unsafe losing tempting too close"
)
FLAWS = words("wrong incorrect invalid false mistake trap distractor lose loses fail fails worst least short")
FLAT = words("no wrong incorrect false impossible not invalid rejected eliminated excluded")
"""What denies a value as the last word behind it."""
FAILS = words(
    "cannot can't isn't aren't doesn't don't wasn't won't already fails fail loses lose violates violate contradicts "
    "contradict wouldn't couldn't leaves holds contains"
)
BESIDE = words("about around near above below under beside opposite behind after before")
SIDES = words(
    "left right next adjacent close opposite front top bottom diagonal away neighbor neighbour image reflection "
    "mirror reverse inverse row column line"
)
"""Words before "of" or "to": a value behind them only tells where something else is."""

COORDINATORS = words("and or nor , / & |")
BETWEEN = COORDINATORS | words(
    "option choice letter the a also - : ) ] ( [ \" ' cell then even answer = is i.e both which that to corresponds "
    "corresponding matches > < vs versus resp . followed by first second"
)
"""What may stand between values that are named together."""
NAMING = words("which that answer i.e")
OPEN_ENDS = words("others etc another more")
"""What leaves a value as one of several: "B and others"."""
ADDED = words("too also")
SAME_AGAIN = words(
    "equivalently in i.e simply written just rather equally about approximately roughly circa around ~ \u2248"
)
"""What follows "or" where it says the same again."""
NEW_CLAUSES = words("it it's the so i we this that's that but there you then is")
PAUSES = words(", ; - ( .")
ENDINGS = words(". ! , ; )") | {""}
BRACKETS = words("( ) [ ] { } \" '")
BARE = words("option choice answer letter text value the final or and")
LIGHT = words(
    "the a an is are was be been of to in on at it its it's this that there here so thus therefore hence then and "
    "answer answers final correct right best option options choice letter number count total result value solution "
    "my our your cell position place exactly only just clearly definitely obviously certainly surely probably likely "
    "indeed again finally must should would will shall has have get gets gives equals equal i choose pick select go "
    "with say think believe guess conclude we am i'm i'd i'll let going chose selected chosen as ok okay yes square "
    "coordinates coordinate they they're following below simply overall altogether all ends end up stands located "
    "player ant moves move most optimal says conclusion concluding ladders become becomes being cases case namely "
    "precisely text not but neither nor no either cannot isn't aren't card color colour sticker spot location plays "
    "play which corresponds corresponding ie i.e e hope answered sum thinking make makes well or wait actually "
    "correction sorry oops hmm"
)
"""Words that may stand beside a value without saying anything else."""


def named_in(lows: Iterable[str], *rows: frozenset[tuple[str, ...]]) -> bool:
    """Whether one of some rows of two or three words stands among the words of a sentence."""
    found = list(lows)
    for place in range(len(found) - 1):
        two, three = tuple(found[place : place + 2]), tuple(found[place : place + 3])
        if any(two in row or three in row for row in rows):
            return True
    return False
