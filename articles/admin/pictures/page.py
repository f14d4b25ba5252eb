"""One picture's page: what it shows and says, its crops, its rights, its stories, its like, and what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles import access, photos, workflow
from articles.admin.editing.forms import PUBLIC, grows
from articles.admin.fields import Copy, LocalTime, OneLine
from articles.admin.pictures.library import tiles
from articles.models import Article, Caption, Photo, Rendition

SHAPES = (("16x9", "16:9, in lists"), ("5x4", "5:4, in tiles"), ("share", "1200 × 630, shared"))
STEP = {"step": "0.01"}
if TYPE_CHECKING:
    PhotoFormBase = forms.ModelForm[Photo]
else:
    PhotoFormBase = forms.ModelForm

LINES = {
    "headline": 255, "photographer": 160, "job_title": 160, "agency": 160, "credit_line": 255, "copyright_notice": 255,
    "source": 160, "place": 255, "catchline": 160,
}  # fmt: skip
COPIES = ("description", "alt_text", "restrictions", "usage_terms", "instructions")
WHERE = {"xmp": "XMP", "iim": "IPTC", "exif": "EXIF"}
GONE = "Someone has saved that story meanwhile. Open it and look before you try again."


class PhotoForm(PhotoFormBase):
    """What the desk says of a picture."""

    headline = OneLine(max_length=255, required=False, label="Title")
    description = Copy(required=False, label="Caption as received", widget=grows(3))
    alt_text = Copy(required=False, label="Alt text", widget=grows(2), help_text="What it shows, for new captions.")
    focal_x = forms.FloatField(min_value=0, max_value=1, widget=forms.NumberInput(attrs=STEP), label="From left")
    focal_y = forms.FloatField(min_value=0, max_value=1, widget=forms.NumberInput(attrs=STEP), label="From top")
    rights_expire_at = forms.DateTimeField(
        required=False, widget=LocalTime, label="Rights run out", help_text="From then on no reader sees the picture."
    )
    settled = forms.BooleanField(required=False, label="I have looked at these; they are settled")

    class Meta:
        model = Photo
        fields = (*LINES, *COPIES, "focal_x", "focal_y", "rights_expire_at")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, longest in LINES.items():
            if name != "headline":
                label = self.fields[name].label
                self.fields[name] = OneLine(max_length=longest, required=False, label=label)
        for name in ("restrictions", "usage_terms", "instructions"):
            self.fields[name] = Copy(required=False, label=self.fields[name].label, widget=grows(2))
        self.fields["restrictions"].help_text = "Each story that uses the picture needs a tick for these."


def show(request: HttpRequest, photo: Photo, context: dict[str, Any], *, may_change: bool) -> HttpResponse:
    """Show the page, or do what its buttons ask."""
    sent = request.method == "POST" and may_change
    do = request.POST.get("do", "save")
    form = PhotoForm(request.POST if sent and do == "save" else None, instance=photo)
    if not may_change:
        for field in form.fields.values():
            field.disabled = True
    if sent:
        answer = _save(request, photo, form) if do == "save" else _do(request, photo, do)
        if answer is not None:
            return answer
        photo = Photo.objects.get(pk=photo.pk)  # what was typed is in the form, not on the picture
    page = {**context, **_facts(request, photo), "form": form, "may_change": may_change}
    return TemplateResponse(request, "admin/articles/photo/page.html", page)


def _save(request: HttpRequest, photo: Photo, form: PhotoForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    changed = {name: form.cleaned_data[name] for name in form.changed_data if name != "settled"}
    if form.cleaned_data["settled"]:
        changed["issues"] = []
    if changed:
        try:
            photos.change(Photo.objects.get(pk=photo.pk), **changed)
        except photos.RejectedPhoto as rejected:
            messages.error(request, f"Its sizes could not be made: {rejected}")
            return _back(photo)
    messages.success(request, "The picture is saved." if changed else "Nothing was changed.")
    return _back(photo)


def _do(request: HttpRequest, photo: Photo, do: str) -> HttpResponse | None:
    """Do one of the other buttons: use it in a story, put it where it may belong, or replace its file."""
    try:
        if do == "replace":
            return _replace(request, photo)
        if do in ("use", "place"):
            return _use(request, photo)
    except photos.RejectedPhoto as rejected:
        messages.error(request, f"Not done. {rejected.reason} {rejected.remedy}")
    except workflow.Stale:
        messages.error(request, f"Not done. {GONE}")
    return _back(photo)


def _replace(request: HttpRequest, photo: Photo) -> HttpResponse:
    file = request.FILES.get("file")
    stories = Article.objects.filter(captions__photo=photo).distinct()
    if file is None:
        messages.error(request, "Not done. Choose the other file first.")
    elif not all(may_change(cast(User, request.user), one) for one in stories):
        messages.error(request, "Not done. A story that you may not change uses this picture. Ask a publisher.")
    else:
        new = photos.replace(photo, file, name=file.name or "", by=cast(User, request.user))
        messages.success(request, "The file is replaced in every story. The former one is kept, and linked below.")
        return _back(new)
    return _back(photo)


def _use(request: HttpRequest, photo: Photo) -> HttpResponse:
    given = request.POST.get("story", "").split("·")[0].strip().removeprefix("#").strip()
    article = Article.objects.filter(pk=int(given)).first() if given.isdecimal() and len(given) < 19 else None
    user = cast(User, request.user)
    if article is None or not access.sees(user, article):
        messages.error(request, "Not done. There is no story of that number. It stands in the address of its page.")
        return _back(photo)
    if not may_change(user, article):
        messages.error(request, "Not done. Readers see that story, or will by itself: only a publisher changes it.")
        return _back(photo)
    number = request.POST.get("caption", "")
    place = article.captions.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 19 else None
    caption = photos.place(photo, article, by=user, version=article.version, caption=place)
    messages.success(request, f"It is photo {caption.number} of this story now. Read the caption before you go on.")
    return redirect("admin:articles_article_change", article.pk)


def may_change(user: User, article: Article) -> bool:
    """Say whether the user may change the story: what readers see is for publishers."""
    if article.status in PUBLIC and not user.has_perm(workflow.PUBLISH):
        return False
    return access.allows(user, workflow.EDIT, article)


def _back(photo: Photo) -> HttpResponse:
    return redirect("admin:articles_photo_change", photo.pk)


def _facts(request: HttpRequest, photo: Photo) -> dict[str, Any]:
    """Return everything the template shows, in a fixed number of queries."""
    sizes = list(photo.renditions.all())
    uses = access.seen(Caption.objects.filter(photo=photo), request.user).select_related("article")
    near = access.seen(Photo.objects.filter(pk__in=[one.pk for one in photos.alike(photo)]), request.user)
    offers = [one for one in photos.offers(photo) if may_see(request, one.article)] if photo.has_file else []
    return {
        "photo": photo,
        "title": str(photo),
        "whole": _of(sizes, "w", 940),
        "crops": [(label, name, _of(sizes, f"{name}-", 465)) for name, label in SHAPES],
        "uses": list(uses[:50]),
        "alike": tiles(list(near)),
        "offers": offers,
        "facts": [(WHERE[part], sorted(said.items())) for part, said in photo.metadata.items() if part in WHERE],
        "sizes": len(sizes),
        "former": list(access.seen(photo.replaces.all(), request.user)[:5]),
        "is_c2pa": photo.c2pa == "present",
    }


def may_see(request: HttpRequest, article: Article) -> bool:
    """Say whether the person may see the story at all."""
    return access.sees(request.user, article)


def _of(sizes: list[Rendition], prefix: str, width: int) -> Rendition | None:
    """Return the JPEG of a shape that is nearest to a width."""
    made = [one for one in sizes if one.spec.startswith(prefix) and one.content_type == "image/jpeg"]
    return min(made, key=lambda one: abs(one.width - width), default=None)
