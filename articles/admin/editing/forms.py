"""What an editor may change of a story. Status and times are no fields: they move by buttons."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from django import forms

from articles import integrity
from articles.admin import faces
from articles.admin.fields import Copy, OneLine
from articles.models import Article, Topic
from articles.wire import story as wire

if TYPE_CHECKING:
    ArticleFormBase = forms.ModelForm[Article]
else:
    ArticleFormBase = forms.ModelForm

TEXTS = ("headline", "standfirst", "body", "dateline", "catchline", "section")
PUBLIC = ("published", "scheduled")
SIGNED = re.compile(r"(?P<name>[^()]{1,160}?)\s{0,9}(?:\((?P<organisation>[^()]{1,160})\))?")


def grows(rows: int, limit: int | None = None, **attributes: str) -> forms.Textarea:
    """Return a text control that grows with what is in it; `rows` is its height without JavaScript."""
    given = {"rows": str(rows), "cols": "40", "class": "grows", **attributes}
    return forms.Textarea(attrs={**given, "maxlength": str(limit)} if limit else given)


class ArticleForm(ArticleFormBase):
    """The story's text, and the version that was on the screen."""

    headline = OneLine(max_length=255, required=False, widget=grows(2, 255))
    standfirst = Copy(required=False, widget=grows(2))
    body = Copy(required=False, label="Text", widget=grows(24, spellcheck="true"))
    dateline = OneLine(max_length=120, required=False)
    catchline = OneLine(max_length=160, required=False)
    topics = OneLine(
        max_length=2000,
        required=False,
        help_text="Several with a semicolon between them.",
        widget=forms.TextInput(attrs={"data-suggest": "topics", "data-several": ";", "autocomplete": "off"}),
    )
    settled = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    acknowledged = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    wire_seen = forms.BooleanField(required=False, label="The newer wire version is dealt with")
    version = forms.IntegerField(min_value=1, max_value=2_000_000_000, widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = ("headline", "standfirst", "body", "dateline", "catchline", "section")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        article = self.instance
        self.fields["settled"].choices = [(key_of(one), one["message"]) for one in article.issues]  # type: ignore[attr-defined]
        # What differs from the wire, in the text as saved.
        self.differs = integrity.unsettled(article) if article.pk else []
        self.fields["acknowledged"].choices = [(one.key, one.told) for one in self.differs]  # type: ignore[attr-defined]
        self.fields["section"].empty_label = "No section"  # type: ignore[attr-defined]
        self.fields["body"].widget.attrs["rows"] = str(
            max(12, min(60, len(article.body) // 70 + article.body.count("\n")))
        )
        self.initial["topics"] = "; ".join(article.topics.values_list("name", flat=True)) if article.pk else ""
        self.initial["version"] = article.version

    def clean_topics(self) -> list[Topic]:
        """Return the topics by their names."""
        names = [name.strip() for name in self.cleaned_data["topics"].split(";") if name.strip()]
        known = {topic.name.casefold(): topic for topic in Topic.objects.filter(name__in=names)}
        for name in names:
            if name.casefold() not in known:
                match = Topic.objects.filter(name__iexact=name).first()
                if match is None:
                    raise forms.ValidationError(
                        f"There is no topic “{name}”. Choose another, or add it under All records first."
                    )
                known[name.casefold()] = match
        return list(dict.fromkeys(known[name.casefold()] for name in names))

    def clean(self) -> dict[str, Any]:
        """Keep a story that readers can see complete."""
        given = super().clean() or {}
        if self.instance.status in PUBLIC:
            for name, label in (("headline", "headline"), ("body", "text")):
                if name in given and not given[name]:
                    self.add_error(
                        name, f"Readers can see this story: it needs a {label}. Withdraw it first to empty it."
                    )
        return given

    @property
    def texts(self) -> dict[str, Any]:
        """Return the article's own field values as entered."""
        return {name: self.cleaned_data[name] for name in TEXTS}

    @property
    def faces(self) -> faces.Faces:
        """Return what is in the form as texts, valid or not."""
        found = {name: str(self.fields[name].to_python(self[name].value()) or "") for name in TEXTS[:-1]}
        chosen = {str(key): str(label) for key, label in self.fields["section"].choices}  # type: ignore[attr-defined]
        return {
            **found,
            "section": chosen.get(str(self["section"].value() or ""), "") if self["section"].value() else "",
        }


class BylineForm(forms.Form):
    """One byline as it is typed. An emptied name takes the byline off."""

    name = OneLine(
        max_length=330,
        required=False,
        widget=forms.TextInput(attrs={"data-suggest": "bylines", "autocomplete": "off"}),
    )
    role = OneLine(max_length=120, required=False)

    def clean_name(self) -> str:
        """Ask for a name with at most one employer in brackets."""
        name: str = self.cleaned_data["name"]
        if name and not SIGNED.fullmatch(name):
            raise forms.ValidationError(
                "Write a name, or a name with the employer in brackets: Sam Lister (Press Association)."
            )
        return name

    @property
    def signed(self) -> wire.Byline | None:
        """Return the byline that was typed, None where the row is empty."""
        found = SIGNED.fullmatch(self.cleaned_data.get("name", ""))
        if found is None:
            return None
        role = self.cleaned_data["role"]
        return wire.Byline(
            raw=found[0], name=found["name"].strip(), role=role, organisation=(found["organisation"] or "").strip()
        )


if TYPE_CHECKING:
    BylineFormSetBase = forms.BaseFormSet[BylineForm]
else:
    BylineFormSetBase = forms.BaseFormSet


class BaseBylineFormSet(BylineFormSetBase):
    """The bylines of one story, in order."""

    def clean(self) -> None:
        """Refuse the same byline twice."""
        seen: set[str] = set()
        for form in self.forms:
            name = form.cleaned_data.get("name", "").casefold() if hasattr(form, "cleaned_data") else ""
            if name and name in seen:
                form.add_error("name", "This byline is there twice. Empty one of them.")
            seen.add(name)

    @property
    def faces(self) -> faces.Faces:
        """Return what is in the rows as text, valid or not."""
        rows = [
            (str(form["name"].value() or "").strip(), "", str(form["role"].value() or "").strip())
            for form in self.forms
        ]
        return {"bylines": faces.bylines(row for row in rows if row[0])}


BylineFormSet = forms.formset_factory(BylineForm, formset=BaseBylineFormSet, extra=1, max_num=20, absolute_max=40)


def byline_rows(article: Article) -> list[dict[str, str]]:
    """Return the initial values of the byline rows."""
    signed = article.article_bylines.select_related("byline") if article.pk else ()
    return [{"name": str(one.byline), "role": one.role} for one in signed]


class MoveForm(forms.Form):
    """What a transition may need."""

    at = forms.DateTimeField(
        required=False,
        label="Publish at, London time",
        error_messages={"invalid": "Give a time in the future to publish at."},
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    expires = forms.DateTimeField(
        required=False,
        label="Expires, London time; empty is never",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    why = OneLine(
        max_length=300,
        required=False,
        label="Why, for the history",
        widget=forms.TextInput(attrs={"placeholder": "Why, for the history", "autocomplete": "off"}),
    )
    note = Copy(required=False, label="What readers are told", max_length=2000, widget=grows(2, 2000))
    reason = Copy(required=False, label="Why the hold is lifted", max_length=2000, widget=grows(2, 2000))


def key_of(issue: dict[str, Any]) -> str:
    """Return a name for an issue that stays the same whatever else is settled."""
    return hashlib.sha256(f"{issue['code']}|{issue.get('line', 0)}|{issue['message']}".encode()).hexdigest()[:12]
