"""Bylines: who signed the story. People are people, agencies are organisations, and a credit is never a byline."""

from __future__ import annotations

import re

from articles.wire.clean.lexicon import AGENCIES, FIRST_NAMES, ROLES, SECTIONS
from articles.wire.story import Byline

BY = re.compile(
    r"^[-–—•|\s]{0,4}(?:(?:by|words by|written by|report by|story by|posted by|published by|exclusive by|exclusive: by)\b:?|(?:author|reporter|words)\s?:)\s+(?P<names>\S.{0,2000})$",
    re.I,
)
NAME_WORD = r"(?:[A-ZÀ-Þ][\w’'.-]{0,24}|de|van|von|der|den|la|le|di|da|al|el|bin|ap|ní|ni|ó|mac|Mac|Mc)"
NAME = re.compile(rf"^[A-ZÀ-Þ][\w’'.-]{{0,24}}(?: {NAME_WORD}){{1,4}}$")
ROLE = re.compile(
    r"(?i)\b(?:(?:chief|senior|deputy|assistant|associate|executive|political|health|science|education|home affairs|home|foreign|business|economics|economic|city|royal|sport|sports|football|rugby|cricket|tennis|consumer|environment|defence|security|diplomatic|media|culture|arts|entertainment|showbiz|technology|tech|digital|money|personal finance|property|travel|crime|court|legal|social affairs|religious affairs|transport|energy|world|news|north of england|scotland|scottish|wales|welsh|ireland|irish|northern ireland|london|us|europe|european|online|live|breaking news|trending|data|investigations|features|lifestyle|food|local democracy|content|audience|night|weekend|general|junior|trainee|special|video|picture|community|regional|local|agriculture|farming|society|wellbeing|gaming|motoring|asia|africa|china|middle east|america|washington|paris|berlin|brussels|whitehall|westminster|parliamentary|lobby|policy|affairs|markets|retail|industry|banking|investment|and|&|of|,)\s?){0,6}(?:reporter|correspondent|editor|writer|journalist|columnist|producer|presenter|commentator|analyst|newsdesk)s?\b"
)
AGENCY_ROLE = re.compile(
    r"(?i)^(?P<agency>the press association|press association|pa media|pa news agency|pa|newschain|reuters|afp)\b[, ]*(?P<role>.{0,60})$"
)
SPLIT = re.compile(r"\s*(?:,\s*and\s+|\s+and\s+|\s*&\s*|\s*;\s*|\s*\|\s*)", re.I)
STAFF = (" reporter", " reporters", " staff")
JOINED = re.compile(r"[&;|]| and ", re.I)
HANDLE = re.compile(r"\s*(?:[\w.+-]{1,40}@[\w-]{1,40}\.[\w.]{2,20}|\(?@\w{2,30}\)?|\bAuthor Biography$)")
STUCK = re.compile(r"(?<=[a-z])(?<!Mc)(?<!Mac)(?<!De)(?<!Le)(?<!La)(?<!Di)(?<!Fitz)(?=[A-Z][a-z]{2,20}(?: |$))")
TRAIL = re.compile(
    r"(?i)[,|•·–—-]?\s*(?:(?:published|updated|posted)\b.{0,80}|\d{1,2}/\d{1,2}/(?:20)?\d\d.{0,40}|\d{1,2}(?::|\.)\d\d.{0,40}|(?:\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december) (?:19|20)\d\d).{0,40}|\d{1,3}\s?(?:minutes?|hours?|days?|mins?) ago.{0,20})$"
)
JOB = re.compile(  # in folded text
    r"reporter|correspondent|editor|writer|journalist|columnist|producer|presenter|commentator|analyst|newsdesk"
)
TIMED = re.compile(r"0|1|2|3|4|5|6|7|8|9|publish|update|posted|ago(?<!\wago)\b")  # in folded text
JOB_END = re.compile(r"(?i)\b(?:reporter|correspondent|editor|writer|columnist)s?$")
PLACE = re.compile(r"(?i)\s+in [A-Z][\w’' -]{2,40}$")
# "Ann Roe BBC News, Dorset", "Ann Roe for MailOnline", "Ann Roe / PA": a name, then where it works.
HOUSE = re.compile(
    r"^(?P<name>[A-ZÀ-Þ][\w’'.-]{1,24}(?: [A-ZÀ-Þ][\w’'.-]{0,24}){1,2}?)(?: (?:in \w{3,20})?)?(?: [Ff]or (?:[Tt]he )?(?P<paper>(?:[A-Z][\w’.]{1,20} ){0,3}[A-Z]?[\w’]{0,12}(?:Mail|Times|Online|Post|News|Star|Mirror|Express|Telegraph|Gazette|Herald|Echo|Journal|Observer|Live|Sport))"
    r"|,? (?P<house>(?:BBC|ITV|STV|RTÉ|RTE|UTV|LBC|Sky) ?(?:News|Sport|Wales|Scotland|Radio|Politics|Newsbeat|Verify)?(?:,? (?:NI|[A-Z][a-z]+))*)| ?/ ?(?P<agency>PA(?: Media)?)| (?P<full>Press Association))$"
)
HOUSE_HINT = re.compile(r" [Ff]or |BBC|ITV|STV|RT[ÉE]|UTV|LBC|Sky|PA\b|Press Association$")
ORGANISED = re.compile(r"(?i)\b(?:service|news|desk|staff|team|agency|media|online|network|newsroom|bureau|reporters)$")
TOPICS = frozenset(
    "political politics health science education business economics crime court local senior chief deputy assistant group digital live news "
    "sports sport royal home foreign environment agriculture rural consumer money travel transport community regional trending content "
    "lifestyle showbiz entertainment features investigations trainee junior data social technology tech culture arts defence security".split()
)
NOT_NAMES = frozenset(
    "the this that these it we he she they when where why how what who monday tuesday wednesday thursday friday saturday sunday january february march july september october november december sir lord lady dame mr mrs ms dr prime minister secretary home our your my all new press association times sun mirror guardian star express news post journal herald independent standard telegraph mail live bill act party council police court house street road united kingdom northern ireland great britain west east north south county city town park club league cup world read more follow share view subscribe watch listen contact email click".split()
)


def _job(text: str) -> re.Match[str] | None:
    """Find a job in the text. The long pattern is tried only where a word of it stands."""
    return ROLE.search(text) if JOB.search(text.casefold()) else None


def _bare(text: str) -> str:
    """Return the text without handles and addresses, and without a time at its end."""
    text = HANDLE.sub("", text) if "@" in text or text.endswith("Biography") else text
    return TRAIL.sub("", text) if TIMED.search(text.casefold()) else text


def is_agency(text: str) -> str:
    """Return the agency's name in full where the words name one, else empty text."""
    flat = " ".join(text.casefold().strip(" .,|-–—").split())
    if flat in AGENCIES or not flat.endswith(STAFF):
        return AGENCIES.get(flat, "")
    return AGENCIES.get(flat.rsplit(" ", 1)[0], "")


def is_person(text: str) -> bool:
    """Say whether the words look like the name of one person."""
    text = text.strip(" .,")
    if text.isupper():
        text = text.title()
    if not 5 <= len(text) <= 45 or not NAME.match(text):
        return False
    words = [one.casefold().strip(".’'") for one in text.split()]
    if any(one in NOT_NAMES or one in ROLES for one in words):
        return False
    return text.casefold() not in SECTIONS and not is_agency(text)


def has_first_name(text: str) -> bool:
    """Say whether the first word is a common first name."""
    first = text.split(" ", 1)[0].casefold() if text else ""
    return first in FIRST_NAMES or any(part in FIRST_NAMES for part in first.split("-")[:1])


def read(text: str) -> tuple[Byline, ...]:
    """Read a byline line, with or without "By", into people and agencies."""
    raw = " ".join(text.split())
    found = BY.match(raw)
    words = found["names"] if found else raw.lstrip("-–—•*+| ")
    words = _unstuck(words)
    words = _bare(words).strip(" ,|•·-–—:")
    words = re.sub(r"(?i)\s+(?:with|and) (?:the )?agencies$", "", words)
    whole = _agency(words, raw) or _housed(words, raw)
    if whole:
        return (whole,)
    people = _people(words, raw)
    if not people and found and re.fullmatch(r"[A-Z][\w’'&.-]{1,20}(?: [A-Z][\w’'&.-]{1,20}){0,3}", words):
        return (Byline(raw, "", "", words),)  # "By The Newsroom": a newsroom signs, no person
    return tuple(people)


def _unstuck(words: str) -> str:
    """Part a name from the job that a page stuck to it: "Emma MackenzieLifestyle Writer"."""
    parted = STUCK.sub(" ", words, count=1)
    return parted if parted != words and _job(parted) else words


def _agency(words: str, raw: str) -> Byline | None:
    if not is_agency(words):
        return None
    flat = " ".join(words.split()).strip(" .,")
    known = is_agency(words)
    reporter = re.search(r"(?i)\breporters?$|\bstaff$", flat) is not None
    name = known if reporter or flat.isupper() and len(flat) > 4 or flat.islower() else flat
    return Byline(raw, "", "", name)


def _housed(words: str, raw: str) -> Byline | None:
    """Read a name with the newsroom it works for."""
    found = HOUSE.match(words) if HOUSE_HINT.search(words) else None
    if found is None or not is_person(found["name"]):
        return None
    house = found["paper"] or found["house"] or found["agency"] or found["full"] or ""
    return Byline(raw, _cased(found["name"]), "", house)


def _people(words: str, raw: str) -> list[Byline]:
    """Split "A, B and C, Agency Role" from the left: names first, then what they have in common."""
    people: list[Byline] = []
    role = organisation = ""
    for part in SPLIT.split(words):
        for piece in part.split(","):
            piece = piece.strip(" .")
            if not piece:
                continue
            agency = AGENCY_ROLE.match(piece)
            if agency and (is_agency(agency["agency"])) and (not agency["role"] or _job(agency["role"])):
                organisation, role = agency["agency"].strip(), agency["role"].strip(" ,") or role
                continue
            name, own, org = _one(piece)
            if name:
                people.append(Byline(raw, name, own, org))
            elif own:
                role = role or own
            elif org:
                organisation = organisation or org
    return [Byline(raw, one.name, one.role or role, one.organisation or organisation) for one in people]


def _one(piece: str) -> tuple[str, str, str]:
    """Take one "Name Role" apart; a piece that is only a role has no name."""
    piece = PLACE.sub("", piece) if not is_person(piece) else piece
    if ORGANISED.search(piece) and len(piece.split()) < 6 and not JOB_END.search(piece):
        return "", "", piece
    if is_person(piece) or _is_single(piece):
        return _cased(piece), "", ""
    found = _job(piece)
    if found:
        before = piece[: found.start()].strip(" ,–—-:")
        words = before.split()
        for count in range(min(len(words), 5), 1, -1):
            if is_person(" ".join(words[:count])) and words[count - 1].casefold() not in TOPICS:
                rest = " ".join([*words[count:], piece[found.start() :]]).strip()
                return _cased(" ".join(words[:count])), rest, ""
        glued = re.match(
            r"^([A-Z][\w’'-]{1,24}(?: [A-Z][a-z’'-]{1,24}){0,2}?[a-z])(?=[A-Z][a-z]{2,20}\b)(.{3,60})$", piece
        )
        if glued and is_person(glued[1]):
            return glued[1], glued[2], ""
        return "", piece, ""
    return "", "", ""


def _is_single(piece: str) -> bool:
    if piece.startswith("The "):
        return False
    return bool(re.fullmatch(r"(?:[A-ZÀ-Þ][\w’'.-]{1,30}(?: (?:[\w’'.-]{1,30})){1,3})", piece)) and not ROLE.search(
        piece
    )


def _cased(name: str) -> str:
    if name.isupper() and len(name) > 4:
        return re.sub(r"[^\s’'-]{2,40}", lambda word: word[0].capitalize(), name)
    return name


def looks_like(text: str) -> str:
    """Name the byline form the line has, or return empty text."""
    if len(text) < 3 or len(text) > 2000 or len(text) > 120 and not BY.match(text):
        return ""
    line = " ".join(text.split())
    found = BY.match(line)
    if found:
        rest = _bare(found["names"]).strip(" ,|•·-–—:")
        if is_agency(rest):
            return "“By” and an agency"
        if _named(rest):
            return "“By” and a name"
        return ""
    return _unsigned(_bare(line).strip(" ,|•·-–—:"))


def _unsigned(bare: str) -> str:
    """Name the form of a line that may sign without a "By"."""
    if len(bare) < 60 and is_agency(bare):
        return "an agency alone"
    first, comma, rest = bare.partition(",")
    agency = AGENCY_ROLE.match(rest.strip()) if comma else None
    if agency and is_person(first) and (not agency["role"] or _job(agency["role"])):
        return "a name and an agency"
    if _housed(bare, bare):
        return "a name and an agency"
    has_job = JOB.search(bare.casefold()) is not None
    bare = _unstuck(bare) if has_job else bare
    count = len(bare.split())
    if has_job and count <= 9 and _job(bare) and _one(bare)[0]:
        return "a name and a job"
    is_named = is_person(bare)
    if is_named and count <= 4 and has_first_name(bare):
        return "a name alone"
    if has_job and count <= 6 and ROLE.fullmatch(bare):
        return "a job alone"
    if has_job and count <= 7 and JOB_END.search(bare):
        return "ends with a job"
    if is_named and count <= 3 and not bare.isupper():
        return "perhaps a name"
    parts = SPLIT.split(bare) if JOINED.search(bare) else []
    if 1 < len(parts) <= 4 and all(is_person(one) and has_first_name(one) for one in parts):
        return "names alone"
    return ""


def _named(rest: str) -> bool:
    """Say whether what follows "By" begins with a name: "By Monday the wall was dry" does not."""
    first = re.split(r",|\band\b|&|\|", rest, maxsplit=1)[0].strip()
    if rest.endswith((".", "?", "!", "”")) and len(rest.split()) > 5:
        return False
    agency = AGENCY_ROLE.match(first)
    if is_person(first) or _housed(rest, rest) or agency and (not agency["role"] or _job(agency["role"])):
        return True
    if (
        rest.casefold().startswith(("the newsroom", "newsroom"))
        or rest.casefold().endswith(
            (" agencies", " staff", " reporters", "staff reporter", "our correspondent", " desk")
        )
        and len(rest.split()) < 6
    ):
        return True
    name = _one(first)[0]
    return bool(name) and len(rest.split()) <= 14
