"""The XMP packet of a picture: read with a guarded parser, written with the credit and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat
from xml.sax.saxutils import escape

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
PHOTOSHOP = "http://ns.adobe.com/photoshop/1.0/"
RIGHTS = "http://ns.adobe.com/xap/1.0/rights/"
CORE = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
EXTENSION = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

FIELDS = {  # our name: namespace, its name there
    "description": (DC, "description"),
    "creator": (DC, "creator"),
    "job_title": (PHOTOSHOP, "AuthorsPosition"),
    "credit": (PHOTOSHOP, "Credit"),
    "copyright": (DC, "rights"),
    "headline": (PHOTOSHOP, "Headline"),
    "title": (DC, "title"),
    "supplier_ref": (PHOTOSHOP, "TransmissionReference"),
    "source": (PHOTOSHOP, "Source"),
    "instructions": (PHOTOSHOP, "Instructions"),
    "usage_terms": (RIGHTS, "UsageTerms"),
    "alt_text": (CORE, "AltTextAccessibility"),
    "taken": (PHOTOSHOP, "DateCreated"),
    "sublocation": (CORE, "Location"),
    "city": (PHOTOSHOP, "City"),
    "state": (PHOTOSHOP, "State"),
    "country": (PHOTOSHOP, "Country"),
    "digital_source_type": (EXTENSION, "DigitalSourceType"),
}
DEPTH, ELEMENTS, ATTRIBUTES = 60, 20_000, 200


class Unsafe(Exception):
    """The packet holds what metadata has no use for."""


def read(packet: bytes) -> dict[str, list[str]]:
    """Return what a packet says, by our names; nothing where it is broken or a trap."""
    try:
        root = _tree(packet)
    except (Unsafe, expat.ExpatError, ValueError, LookupError):
        return {}
    found: dict[str, list[str]] = {}
    descriptions = list(root.iter(f"{{{RDF}}}Description")) if root is not None else []
    for name, (space, local) in FIELDS.items():
        values = [value for one in descriptions for value in _values(one, f"{{{space}}}{local}")]
        if values:
            found[name] = values
    return found


def _values(description: Element, tag: str) -> Iterator[str]:
    if text := description.get(tag, "").strip():
        yield text
    for child in description.findall(tag):
        items = child.findall(f".//{{{RDF}}}li")
        if child.find(f"{{{RDF}}}Alt") is not None:
            # One text in several languages: the default one, else the first.
            items = sorted(items, key=lambda item: item.get(LANGUAGE) != "x-default")[:1]
        for item in items or [child]:
            if text := (item.text or item.get(f"{{{RDF}}}resource") or "").strip():
                yield text


def _tree(packet: bytes) -> Element | None:
    """Parse the packet. No entity is ever declared, let alone fetched; depth and size have a bound."""
    builder = TreeBuilder()
    parser = expat.ParserCreate(namespace_separator="}")
    depth = count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > DEPTH or count > ELEMENTS or len(attributes) > ATTRIBUTES:
            raise Unsafe
        builder.start(_name(name), {_name(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_name(name))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = parser.ExternalEntityRefHandler = _refuse
    is_wide = b"\0" in packet[:4]  # UTF-16, in which NUL is half a letter and no filler
    parser.Parse(packet if is_wide else packet.rstrip(b"\0 \r\n\t"), True)
    return builder.close() if count else None


def _refuse(*_: object) -> int:
    raise Unsafe


def _name(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def credit_packet(*, creator: str, credit: str, copyright_notice: str = "", source_type: str = "") -> str:
    """Write the packet that every public file carries: who made the picture, whose it is, by what means it was made."""
    parts = []
    if creator:
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{escape(creator)}</rdf:li></rdf:Seq></dc:creator>")
    if credit:
        parts.append(f"<photoshop:Credit>{escape(credit)}</photoshop:Credit>")
    if copyright_notice:
        notice = f'<rdf:li xml:lang="x-default">{escape(copyright_notice)}</rdf:li>'
        parts.append(f"<dc:rights><rdf:Alt>{notice}</rdf:Alt></dc:rights>")
    if source_type:
        parts.append(f"<Iptc4xmpExt:DigitalSourceType>{escape(source_type)}</Iptc4xmpExt:DigitalSourceType>")
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about=""'
        f' xmlns:dc="{DC}" xmlns:photoshop="{PHOTOSHOP}" xmlns:Iptc4xmpExt="{EXTENSION}">'
        f'{"".join(parts)}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )
