"""Picture credits: about thirty printed forms, read into caption, photographer and agency.

A credit is claimed only where its form or its supplier proves it: brackets alone prove nothing
("the company (Isle Ferries)"), and neither does the word PA inside a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from articles.wire.clean.lexicon import FIRST_NAMES, SUPPLIERS
from articles.wire.story import Credit


@dataclass(frozen=True, slots=True)
class Credited:
    """A caption line taken apart. `form` names the credit's form; `sure` says that the form is a proof."""

    caption: str
    credit: Credit
    form: str
    sure: bool = True


WORD = r"(?:picture|pictures|pic|pics|photo|photos|photograph|photographs|image|images|credit|credits|video|still)"
LABEL = re.compile(
    rf"(?i)^(?:file |library |stock )?{WORD}(?: credit)?(?: source)?(?:\s?[:,–-]\s?|\s+by\s+|\s+courtesy of\s+)", re.I
)
BRACKET = re.compile(r"[(\[]\s?([^()\[\]]{1,120}?)\s?[)\]]\s{0,3}\.?$")
# "… in Dublin. File picture: Niall Casson/PA Wire", "…per centCredit: PA", "… hearing -Credit:PA"
NAMED = re.compile(
    r"(?P<join>[\s.,;:)\]–—|-]|(?<=[a-z0-9’'”\"%?!])(?=[A-Z]))\s?(?P<label>(?:[Ff]ile |[Ll]ibrary |[Ss]tock )?"
    r"(?:[Pp]icture|[Pp]ictures|[Pp]ic|[Pp]ics|[Pp]hoto|[Pp]hotos|[Pp]hotograph|[Ii]mage|[Cc]redit|PHOTO|PICTURE|CREDIT|IMAGE)"
    r"(?: [Cc]redit)?\s?:\s?|(?:Picture|Photo|Photograph|Image) (?:by|courtesy of) |Image source, |image copyright)"
    r"(?P<who>[^.:;()]{2,90}(?:\.com|\.ie|\.co\.uk)?)\.?$"
)
SIGN = re.compile(r"\s©\s?(?P<who>[^©.]{2,80})\.?$")
VIA = re.compile(
    r"(?<=[.!?’”\w])\s(?P<who>[A-Z][\w’'&-]{1,30}(?: [A-Z&][\w’'&-]{0,30}){0,4})\.? via (?P<agency>[A-Z][^.]{2,60})\.?$"
)
DASH = re.compile(r"\s[-–—]\s?(?P<who>[^-–—/]{2,60}/[^/]{2,40}(?:/[^/]{2,30})?)\.?$")
SLASH = re.compile(
    r"(?P<who>(?:(?:[A-Z][\w’'.-]{0,25}|de|of|the|and|van|von) ){0,4}[A-Z][\w’'.-]{0,25}\s?/\s?(?:via )?[A-Z][\w ]{1,30}(?:/[A-Z][\w ]{1,30})?(?: via [A-Z][\w ]{2,30})?)\.?$"
)
BARE = re.compile(
    r"(?P<who>PA(?: (?:Wire|Media|Images|Archive|Graphics|Photo))?|Press Association|Getty(?: Images)?|AFP(?: via Getty Images)?|Reuters|EPA|AP|Rex(?: Features)?|Alamy|Shutterstock|AFP/Getty(?: Images)?|PA/Getty)\.?$"
)
# Suppliers whose bare name on a line is a credit; others are as likely a masthead or a heading.
ALONE = re.compile(
    r"^(?:PA(?: .{3,10})?|PA(?: .{3,10})?/.{2,30}|Getty(?: Images)?(?: Europe)?|AFP.{0,20}|Reuters|REUTERS|AP|EPA|Rex(?: Features)?|REX|Alamy|Shutterstock|.{2,20}/Getty(?: Images)?|.{2,30} via (?:Getty|AP|Reuters).{0,8}|Press Association Images|SWNS|iStock.{0,5}|Bloomberg)$"
)
NAMES_ONLY = re.compile(r"^(?:[A-Z][\w’'.-]{1,25}|of|the|and)(?: (?:[A-Z][\w’'.-]{0,25}|of|the|and|&)){0,4}$")
JOINING = frozenset(
    "on onto in into at of to from with by for the a and near outside inside over after before during".split()
)
PARTICLES = frozenset({"the", "of", "and", "de", "van", "von"})
# A line without any of these holds no credit: most lines are done here.
HINT = re.compile(
    r"/|\(|\[|©|\||:|via(?<!\wvia)\b|PA|AP\b|AFP|EPA|Press A|Getty|getty|Reuters|REUTERS|Rex|REX|Alamy|Shutterstock|SWNS|iStock|Bloomberg|Image |image |Picture |picture |Photo|photo"
)
# Bodies that hand out pictures: none of them is a person.
ORGANISATION = re.compile(
    r"(?i)\b(?:images?|media|agency|ltd|plc|news|tv|pictures|police|constabulary|garda|gardaí|council|university|college|school|trust|nhs|fire and rescue|"
    r"fire service|ambulance|coastguard|rnli|museum|museums|gallery|archives?|office|court|government|parliament|charity|hospital|association|society|foundation|"
    r"club|airport|rail|railways?|service|ministry|department|army|navy|raf|handout|company|group|network|holdings|estate|theatre|festival|church|cathedral)$"
)
CUT_AGENCY = re.compile(
    r"^PA (?:W|Wi|Wir|M|Me|Med|Medi|I|Im|Ima|Imag|Image|A|Ar|Arc)$"
)  # the capture ends inside the credit
IPTC = re.compile(r"(?i)\b(?:picture date: |see pa story |photo credit should read)")
IPTC_CREDIT = re.compile(r"(?i)\s?\bphoto credit should read:? ?(?P<who>[^.]{2,60})\.?$")
FILE = re.compile(r"(?i)[\s.]{0,3}\b(?:file|library|stock|archive)(?: (?:picture|photo|image|pic))?\s?$")
DOUBLED = re.compile(r"\)\s?[-–—]?\s?\(\s?(?P<extra>[^()]{2,40}?)\s?\)\s?\.?$")
LEADING = re.compile(r"^(?P<who>PA|Getty|AFP|Reuters)(?=[A-Z][a-z]+ )(?P<rest>.{10,400}?)\[/caption\]")


def is_supplier(text: str) -> bool:
    """Say whether the words name an agency or another supplier of pictures."""
    flat = " ".join(text.casefold().split()).strip(" .,-–—").removeprefix("the ").removeprefix("via ")
    return flat in SUPPLIERS or any(
        flat.endswith(end) for end in (" via getty images", " via getty", " via ap", " via reuters", "/getty images")
    )


def split(who: str) -> tuple[Credit, bool]:
    """Split the words of a credit into photographer and agency, and say whether an agency was recognised."""
    raw = " ".join(who.split())
    text = LABEL.sub("", raw).strip(" .,;–—-")
    text = re.sub(r"(?i)^(?:by|source,|©|copyright)\s?", "", text)
    for stop in (" — ©", " - ©", " ©", " | "):
        text = text.split(stop)[0].strip()
    text = text.strip("() ")
    parts = [one.strip() for one in text.split("/") if one.strip()]
    if not parts:
        return Credit("", "", raw), False
    parts[-1] = CUT_AGENCY.sub("PA", parts[-1])
    first = next((at for at, one in enumerate(parts) if is_supplier(one)), len(parts))
    if first == 0:
        return Credit("", "/".join(parts), raw), True
    if first < len(parts):
        return Credit(_person("/".join(parts[:first])), "/".join(parts[first:]), raw), True
    if len(parts) > 1 and _looks_supplier(parts[-1]):
        return Credit(_person("/".join(parts[:-1])), parts[-1], raw), False
    return _unslashed(text, raw)


def _looks_supplier(text: str) -> bool:
    return text.isupper() or bool(re.search(r"(?i)\b(?:images?|media|pictures|photos|press|agency|news)$", text))


def _unslashed(text: str, raw: str) -> tuple[Credit, bool]:
    """Read "Name, Agency", "X via Agency" and a single name."""
    via = re.match(r"^(?P<who>.{2,60}?)\.? (?P<via>via (?P<agency>.{2,60}))$", text)
    if via:
        if is_supplier(via["agency"]):
            return Credit("", text, raw), True
        return Credit(_person(via["who"]), via["agency"], raw), True
    comma = [one.strip() for one in text.split(",")]
    if len(comma) == 2 and is_supplier(comma[1]):
        return Credit(_person(comma[0]), comma[1], raw), True
    if ORGANISATION.search(text) or " " not in text:
        return Credit("", text, raw), False
    return Credit(_person(text), "", raw), False


def _person(name: str) -> str:
    """Return the name in mixed case: credits in capitals are a house style, not a spelling."""
    name = name.strip(" .,")
    if not name.isupper() or len(name) < 4 or " " not in name:
        return name
    return re.sub(r"[^\s’'-]{2,40}", lambda word: word[0].capitalize(), name)


def read(text: str) -> Credited | None:
    """Take a caption line apart, or return None where no credit form is proved."""
    if len(text) > 1500 or not HINT.search(text):
        return None
    line = text.strip()
    for form in (_alone, _iptc, _brackets, _named, _sign, _dash, _via, _slash, _bare, _leading):
        found = form(line)
        if found:
            return found
    return None


def is_credit(text: str) -> bool:
    """Say whether the line is a credit and nothing else."""
    return _alone(text.strip()) is not None


def _alone(line: str) -> Credited | None:
    """Read a line that is a credit and nothing else: "(PA Graphics)", "BRIAN LAWTON/PA", "Picture: PA"."""
    if len(line) > 90:
        return None
    inner = line.strip("()[] .")
    label = LABEL.match(inner)
    rest = (inner[label.end() :] if label else inner).strip("()[] .")
    if not rest or len(rest.split()) > (14 if "|" in rest else 9) or "(" in rest and ") Credit:" not in line:
        return None
    credit, known = split(rest)
    slashed = "/" in rest and known and rest[:1].isupper()
    if slashed and len(rest.split("/")[0].split()) > 6:
        return None
    piped = [one.strip() for one in rest.split("|")]
    if len(piped) > 1 and is_supplier(piped[-1]):
        return Credited("", Credit(split(piped[0])[0].photographer, piped[-1], line), "a credit and nothing else")
    if is_supplier(rest) and (label or line[0] == "(" or ALONE.match(rest)):
        return Credited("", Credit("", rest, line), "a credit and nothing else")
    if label and NAMES_ONLY.match(rest):
        return Credited("", Credit(credit.photographer, credit.agency, line), "a credit and nothing else", sure=False)
    doubled = re.fullmatch(r"\(([^()]{2,60})\) Credit: ?([\w /]{2,40})", line)
    if doubled:
        return Credited(
            "",
            Credit(split(doubled[2])[0].photographer, split(doubled[2])[0].agency, line),
            "a credit and nothing else",
        )
    if slashed and (label or line[0] in "([" or re.fullmatch(r"[^.,;:!?“”\"]{3,60}", rest)):
        return Credited("", Credit(credit.photographer, credit.agency, line), "a credit and nothing else")
    return None


def _iptc(line: str) -> Credited | None:
    """Read the agency's own description: "Picture date: … Photo credit should read: …"."""
    if not IPTC.search(line):
        return None
    found = IPTC_CREDIT.search(line)
    if found:
        return Credited(line[: found.start()].strip(), split(found["who"])[0], "the agency's own picture description")
    inner = _brackets(line) or _named(line)
    if inner:
        return Credited(inner.caption, inner.credit, "the agency's own picture description")
    return Credited(line, Credit(), "the agency's own picture description")


def _brackets(line: str) -> Credited | None:
    if ")" not in line and "]" not in line:
        return None
    extra = DOUBLED.search(line)
    if extra and is_supplier(extra["extra"]):
        line = line[: extra.start() + 1]
    glued = re.search(r"\)\s?\.?\s?-?\s?Credit: ?[\w /]{2,40}$", line)
    outer = split(glued[0].split(":", 1)[1])[0] if glued else None
    if glued:
        line = line[: glued.start() + 1]
    found = BRACKET.search(line)
    if found is None:
        return None
    credit, known = split(found[1])
    labelled = bool(LABEL.match(found[1]))
    if (
        not known
        and not labelled
        or not labelled
        and not found[1].strip()[:1].isupper()
        and not found[1].strip()[:1].isdigit()
    ):
        return None
    caption = line[: found.start()].strip()
    caption = _again(caption, credit)
    if not known and re.search(r"(?i)\b(?:left|right|above|below)\b", found[1]):
        return None
    if outer and outer.agency:
        credit = Credit(credit.photographer or outer.photographer, outer.agency, found[0])
    return Credited(
        caption, Credit(credit.photographer, credit.agency, found[0].strip()), "a credit in brackets at the end"
    )


def _again(caption: str, credit: Credit) -> str:
    """Drop the same credit said twice: "… in London. Heritage/PA Wire (Photo: Heritage/PA Wire)"."""
    inner = f"{credit.photographer}/{credit.agency}".strip("/")
    if inner and caption.endswith(inner):
        return caption[: -len(inner)].strip()
    return caption


def _named(line: str) -> Credited | None:
    if ":" not in line and " by " not in line and " courtesy of " not in line and "mage " not in line:
        return None
    found = NAMED.search(line)
    if found is None:
        return None
    credit, known = split(found["who"].split(" — ")[0])
    begin = found.start("label")
    caption = line[:begin].rstrip(" -–—|(,")
    if not known and len(found["who"].split()) > 7:
        return None
    if not caption:
        return None
    return Credited(
        FILE.sub("", caption),
        Credit(credit.photographer, credit.agency, line[begin:]),
        "“Picture:”, “Photo:” or “Credit:” at the end",
    )


def _sign(line: str) -> Credited | None:
    found = SIGN.search(line)
    if found is None or not found.start():
        return None
    credit, known = split(found["who"])
    if not known:
        return None
    return Credited(
        line[: found.start()].strip(),
        Credit(credit.photographer, credit.agency, found[0].strip()),
        "a © credit at the end",
    )


def _dash(line: str) -> Credited | None:
    if "/" not in line:
        return None
    found = DASH.search(line)
    if found is None:
        return None
    credit, known = split(found["who"].strip())
    if not known or not found["who"].strip()[:1].isupper():
        return None
    return Credited(
        line[: found.start()].strip(),
        Credit(credit.photographer, credit.agency, found[0].strip()),
        "a credit after a dash",
    )


def _via(line: str) -> Credited | None:
    if " via " not in line:
        return None
    found = VIA.search(line)
    if found is None:
        return None
    if is_supplier(found["agency"]) and is_supplier(found["who"]):
        return Credited(
            line[: found.start()].strip(), Credit("", found[0].strip(" ."), found[0].strip()), "“X via Y” at the end"
        )
    return Credited(
        line[: found.start()].strip(),
        Credit(found["who"].strip(". "), found["agency"].strip(), found[0].strip()),
        "“X via Y” at the end",
    )


def _slash(line: str) -> Credited | None:
    """Read a bare "Heritage International/PA" after one space: the agency proves it, the boundary is a judgement."""
    if "/" not in line:
        return None
    found = SLASH.search(line)
    if found is None or not found.start():
        return None
    credit, known = split(found["who"])
    if not known:
        return None
    start = _name_start(line, found.start(), found.end())
    credit, known = split(line[start:])
    stop = line.rfind(". ", start, found.end())
    if stop > 0:
        credit, known = split(line[stop + 2 :])
        start = stop + 1
    return Credited(
        line[:start].strip(),
        Credit(credit.photographer, credit.agency, line[start:].strip()),
        "a bare credit at the end",
        sure=False,
    )


def _name_start(line: str, start: int, end: int) -> int:
    """Find where the name begins in a run of capitalised words before an agency: "… the UK Jon Super/AP"."""
    words = [(one.start() + start, one[0]) for one in re.finditer(r"[^\s/]{1,40}", line[start:end].split("/")[0])]
    before = line[:start].split()
    if before and before[-1].casefold() in JOINING or words and words[0][1] in PARTICLES:
        words = words[1:] or words
    while len(words) > 2 and words[0][1].isupper() and len(words[0][1]) < 4:  # "… in Washington DC Ann Roe/PA"
        words = words[1:]
    named = [at for at, word in words[1:-1] if word.casefold() in FIRST_NAMES]
    return named[-1] if named else words[0][0] if words else start


def _bare(line: str) -> Credited | None:
    found = BARE.search(line)
    if found is None or found.start() < 8 or line[found.start() - 1] not in " .’'”":
        return None
    before = line[: found.start()].rstrip()
    if len(before.split()) < 4 or before.endswith((",", "-", "–", "—", "/")):
        return None
    if re.search(r"(?i)\b(?:the|to|by|of|and|told|with|for|from|in|a|said)$", before):
        return None
    return Credited(before, split(found["who"])[0], "an agency's name at the end", sure=before.endswith("."))


def _leading(line: str) -> Credited | None:
    found = LEADING.match(line)
    if found is None:
        return None
    return Credited(
        found["rest"].strip(), Credit("", found["who"], found["who"]), "a credit glued before the caption", sure=True
    )
