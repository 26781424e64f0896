"""What the encoder is asked: layers of spans, questions at a mark's first piece, and links between marks.

Training and reading share these lists; their order is the order of the outputs in the weights. Changing one means
training anew.
"""

from __future__ import annotations

# A layer is one BIO tagging of the pieces. Marks of one layer never overlap; marks of two layers may nest.
# name of the layer, the roles told apart within it, and the depth of content it holds.
LAYERS: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("speech", ("source", "cue"), 0),
    ("content", ("content",), 0),
    ("inner content", ("content",), 1),
    ("number", ("number",), 0),
    ("harm", ("harm",), 0),
    ("name", ("name",), 0),
    ("party", ("party",), 0),
    ("setting", ("time", "place"), 0),
)
TAGS = sum(1 + 2 * len(roles) for _, roles, _ in LAYERS)

EFFECTS = (
    "killed", "injured", "missing", "captive", "detained", "displaced", "rescued", "tortured", "sexual_violence",
    "bereaved", "affected",
)  # fmt: skip
STATUSES = ("asserted", "denied", "expected", "hypothetical", "superseded")
SCOPES = ("event", "daily", "cumulative", "background")

# question -> (role of the mark at whose first piece it is asked, answers)
QUESTIONS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("effect", "harm", EFFECTS),
    ("status", "harm", STATUSES),
    ("scope", "harm", SCOPES),
    ("bare", "harm", ("no", "yes")),  # harm to people that the text does not number
    ("effect", "number", EFFECTS),
    ("status", "number", STATUSES),
    ("scope", "number", SCOPES),
    ("named", "number", ("no", "yes")),
    ("polarity", "cue", ("affirmed", "denied", "questioned", "conceded")),
    ("other", "name", ("no", "yes")),  # names another event than the report's
    ("actor_role", "party", ("actor", "helper", "order")),
    ("actor_status", "party", ("asserted", "denied", "alleged", "claimed")),
    ("actor_kind", "party", ("party", "person", "cause", "unknown")),
)
ANSWERS = sum(len(answers) for _, _, answers in QUESTIONS)

# link -> (roles of the tail, roles of the head, width of its projections); the window's first piece stands for "none"
LINKS: tuple[tuple[str, tuple[str, ...], tuple[str, ...], int], ...] = (
    ("cue", ("content",), ("cue",), 64),
    ("source", ("cue",), ("source",), 64),
    ("speaker", ("content",), ("source",), 64),
    ("harm", ("number",), ("harm",), 64),
    ("part", ("number",), ("number",), 32),
    ("same", ("number",), ("number",), 32),
    ("doer", ("party",), ("harm", "name"), 32),
    ("when", ("number", "harm"), ("time",), 32),
    ("where", ("number", "harm"), ("place",), 32),
    ("coref", ("source",), ("source",), 64),
)
PROJECTION = 2 * sum(width for *_, width in LINKS)
