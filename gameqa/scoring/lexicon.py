"""The words by which a sentence asserts, denies, doubts, supposes, concludes or explains."""

from __future__ import annotations

NEGATIONS = frozenset(
    "not never neither nor cannot isn't aren't wasn't weren't doesn't don't didn't won't can't couldn't shouldn't "
    "wouldn't hasn't haven't mustn't without except excluding unlike wrong incorrect impossible false doubt doubtful "
    "unlikely eliminate eliminates eliminated exclude excludes excluded reject rejects rejected discard discarded "
    "dismiss dismissed avoid invalid disprove dont isnt cant worst bad".split()
)
NEGATION_PAIRS = frozenset(
    (("rather", "than"), ("instead", "of"), ("other", "than"), ("rule", "out"), ("rules", "out"), ("ruled", "out"),
     ("ruling", "out"), ("far", "from"), ("anything", "but"), ("all", "but"), ("out", "of"), ("fail", "to"), ("fails", "to"))
) - {("out", "of")}  # fmt: skip
HEDGES = frozenset(
    "maybe perhaps possibly might may could potentially either whether unsure uncertain possible plausible "
    "conceivably alternatively alternative unclear".split()
)
REASONS = frozenset(
    "because since given due which whose while whereas considering based derived where as thanks "
    "explanation reason reasoning when after before although though despite whenever follows namely meaning "
    "unlike counting using consistent ignoring".split()
)
OTHERS = frozenset("some many people someone somebody others everybody students tempted tempting beginners".split())
"""Those whose answers are not the speaker's."""
SUPPOSITIONS = frozenset("if suppose supposing assuming assume unless otherwise imagine hypothetically".split())
CONCLUSIONS = frozenset(
    "so thus therefore hence consequently accordingly overall altogether total totals totaling totalling sum conclude "
    "finally eventually ultimately giving gives yielding yields leaving leaves make makes making".split()
)
RESETS = frozenset("but instead rather however".split())
CHANGES_OF_MIND = frozenset(
    "or wait no actually correction alternatively maybe perhaps possibly hmm hm sorry oops however but though scratch "
    "rather edit nope hold oh otherwise also well and".split()
)
"""Words at the start of a sentence that may take back the answer before it."""
EXAMPLES = frozenset(("e.g", "example", "instance", "eg"))
REFUSALS = frozenset(
    (("cannot", "determine"), ("cannot", "be", "determined"), ("can't", "determine"), ("can't", "be", "determined"),
     ("cannot", "tell"), ("can't", "tell"), ("cannot", "say"), ("can't", "say"), ("do", "not", "know"), ("don't", "know"),
     ("not", "sure", "which"), ("unable", "to"), ("cannot", "decide"), ("can't", "decide"), ("impossible", "to"), ("cannot", "see"),
     ("can't", "see"), ("no", "idea"), ("cannot", "answer"), ("can't", "answer"), ("not", "enough", "information"),
     ("insufficient", "information"), ("cannot", "view"), ("can't", "view"), ("cannot", "count"), ("can't", "count"),
     ("cannot", "choose"), ("can't", "choose"), ("cannot", "solve"), ("give", "up"), ("cannot", "read"), ("can't", "read"),
     ("not", "able", "to"), ("cannot", "give"), ("can't", "give"), ("cannot", "identify"), ("can't", "identify"))
)  # fmt: skip

COPULAS = frozenset(
    "is are was were be being been seems seem looks appears remains becomes must should would can does do has have had".split()
)
POSITIVES = frozenset(
    "correct right answer best valid true option choice mine my what where who it chosen legal only one solution final "
    "optimal safe that how the possible most closest better stronger reached left remaining".split()
)
"""What a value is said to be that is asserted."""
NEGATIVES = frozenset(
    "not wrong incorrect impossible false invalid excluded eliminated ruled out taken occupied blocked unreachable illegal "
    "no never neither rejected discarded unlikely off bad worse unsafe losing tempting too".split()
)
FAILS = frozenset(
    "cannot can't isn't aren't doesn't don't wasn't won't fails fail loses lose violates violate contradicts contradict "
    "wouldn't couldn't leaves holds contains lose fail".split()
)

COORDINATORS = frozenset(("and", "or", "nor", ",", "/", "&", "|"))
BRACKETS = frozenset("()[]{}\"'")
LIGHT = frozenset(
    "the a an is are was be been of to in on at it its it's this that there here so thus therefore hence then and "
    "answer answers final correct right best option options choice letter number count total result value solution my our "
    "your cell position place exactly only just clearly definitely obviously certainly surely probably likely indeed again "
    "finally must should would will shall has have get gets gives equals equal i choose pick select go with say think "
    "believe guess conclude we am i'm i'd i'll let going chose selected chosen as ok okay yes final square coordinates "
    "coordinate they they're following below simply overall altogether all ends end up stands located player ant moves "
    "move most optimal says conclusion concluding ladders based become becomes being equal cases case namely precisely "
    "text not but neither nor no either cannot isn't aren't card color colour sticker best spot location plays play "
    "which corresponds corresponding ie i.e e hope".split()
)  # fmt: skip
"""Words that may stand beside a value without saying anything else."""
