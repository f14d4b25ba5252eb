"""The photos of a story, one card each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms

from articles.admin import faces
from articles.admin.editing.forms import grows
from articles.admin.fields import Copy, OneLine
from articles.filing import ASIDE
from articles.models import Article, Caption, Photo

SHOWN = (
    "number",
    "role",
    "title",
    "text",
    "photographer",
    "agency",
    "alt_text",
    "is_decorative",
    "restrictions_accepted",
)
# What makes a new card more than an empty one.
FILLED = ("photo", "file", "title", "text", "photographer", "agency", "alt_text")
NUMBER = re.compile(r"\s{0,9}#?(\d{1,18})\b")


class CaptionForm(forms.Form):
    """One photo's place in the story. `caption` names the row it came from, `photo` the picture."""

    caption = forms.IntegerField(required=False, widget=forms.HiddenInput)
    photo = OneLine(
        max_length=300,
        required=False,
        label="A photo from the library",
        widget=forms.TextInput(attrs={"data-suggest": "photos", "autocomplete": "off"}),
    )
    number = forms.IntegerField(required=False, min_value=1, max_value=999, label="Number")
    role = forms.ChoiceField(required=False, choices=Caption.Role, initial=Caption.Role.INLINE, label="Place")
    title = OneLine(max_length=255, required=False)
    text = Copy(required=False, label="Caption", widget=grows(2))
    photographer = OneLine(max_length=160, required=False)
    agency = OneLine(max_length=160, required=False)
    alt_text = Copy(required=False, label="Alt text", widget=grows(2))
    is_decorative = forms.BooleanField(required=False, label="Decorative: adds nothing to the text")
    restrictions_accepted = forms.BooleanField(
        required=False, label="I have read the restrictions, and this use is within them"
    )
    file = forms.FileField(required=False, label="Picture file", allow_empty_file=True)
    remove = forms.BooleanField(required=False, label="Take this photo off the story")

    shown: Photo | None = None
    is_troubled = False

    def clean_photo(self) -> Photo | None:
        """Find the photo by the number its name begins with."""
        given: str = self.cleaned_data["photo"]
        if not given:
            return None
        found = NUMBER.match(given)
        photo = Photo.objects.filter(pk=int(found[1])).first() if found else None
        if photo is None:
            raise forms.ValidationError("There is no such photo. Choose one of those suggested, or send a file.")
        return photo

    @property
    def is_filled(self) -> bool:
        """Say whether the card stands for a photo, and is to stay."""
        given = self.cleaned_data
        return not given.get("remove") and bool(given.get("caption") or any(given.get(name) for name in FILLED))

    @property
    def facts(self) -> dict[str, Any]:
        """Return what is in the card as plain values, valid or not."""
        values = {name: self[name].value() for name in SHOWN}
        return {
            name: value.replace("\r\n", "\n").strip() if isinstance(value, str) else value
            for name, value in values.items()
        }

    @property
    def is_blank(self) -> bool:
        """Say whether this is the empty card for a new photo."""
        return not self["caption"].value()


if TYPE_CHECKING:
    CaptionFormSetBase = forms.BaseFormSet[CaptionForm]
else:
    CaptionFormSetBase = forms.BaseFormSet


class BaseCaptionFormSet(CaptionFormSetBase):
    """The photos of one story."""

    def clean(self) -> None:
        """Give the new ones their numbers, and refuse two of the same number or two leads."""
        cards = [form for form in self.forms if hasattr(form, "cleaned_data") and form.is_filled]
        taken = [form.cleaned_data["number"] for form in cards if form.cleaned_data.get("number")]
        for form in cards:
            if not form.cleaned_data.get("number"):
                form.cleaned_data["number"] = max(taken, default=0) + 1
                taken.append(form.cleaned_data["number"])
        for number, form in ((form.cleaned_data["number"], form) for form in cards):
            if taken.count(number) > 1:
                form.add_error("number", f"Two photos have the number {number}. Give one of them another.")
        leads = [form for form in cards if form.cleaned_data.get("role") == Caption.Role.LEAD]
        for form in leads[1:]:
            form.add_error("role", "There is another lead photo. Only one can stand above the text.")

    @property
    def kept(self) -> list[CaptionForm]:
        """Return the cards that stand for photos."""
        return [form for form in self.forms if form.is_filled]

    @property
    def faces(self) -> faces.Faces:
        """Return what is in the cards as text, valid or not."""
        typed = [name for name in FILLED if name != "file"]
        rows = [form.facts for form in self.forms if not form.is_blank and not form["remove"].value()]
        rows += [form.facts for form in self.forms if form.is_blank and any(form[name].value() for name in typed)]
        return {"captions": faces.captions(sorted(rows, key=_number))}

    def show(self, captions: dict[int, Caption], troubled: set[int]) -> None:
        """Give each card its picture, and mark those that something is wrong with."""
        for form in self.forms:
            given = str(form["caption"].value() or "")
            caption = captions.get(int(given)) if given.isdecimal() else None
            form.shown = caption.photo if caption else None
            form.is_troubled = bool(form.errors) or (caption is not None and caption.number in troubled)


def _number(facts: Mapping[str, Any]) -> int:
    given = str(facts["number"] or "")
    return int(given) if given.isdecimal() else ASIDE


CaptionFormSet = forms.formset_factory(CaptionForm, formset=BaseCaptionFormSet, extra=1, max_num=200, absolute_max=220)


def caption_rows(captions: list[Caption]) -> list[dict[str, Any]]:
    """Return the initial values of the cards."""
    return [
        {"caption": one.pk, "photo": str(one.photo_id), **{name: getattr(one, name) for name in SHOWN}}
        for one in captions
    ]


def captions_of(article: Article) -> list[Caption]:
    """Return the story's captions with their photos and the sizes made of them."""
    if not article.pk:
        return []
    return list(article.captions.select_related("photo").prefetch_related("photo__renditions"))
