"""Who may do what, address by address: the permission matrix as a table.

Every address of the site stands here, or the build fails. To add one, add a line:
- a page of its own to ROUTES: its name, what its address needs, and for GET and POST one letter each for
  anonymous, reporter, editor, publisher, admin;
- a model that was registered with the desk to MODELS: the least role that sees, adds, changes and deletes.

Letters: Y may · o may where the record is the person's own · - is answered as if it were not there (404) ·
L is sent to the sign-in page · * is harmless, whatever the answer.
Least roles: a role, "own" for a reporter with their own (and editors with all), or "" for nobody.
"""

from typing import NamedTuple

ROLES = ("anonymous", "reporter", "editor", "publisher", "admin")


class Route(NamedTuple):
    """One address. `needs` names the records whose numbers it holds."""

    needs: str
    get: str
    post: str


class Model(NamedTuple):
    """The least role for each thing that can be done with the records of a model."""

    sees: str
    adds: str = ""
    changes: str = ""
    deletes: str = ""


EVERYBODY = "YYYYY"
SIGNED_IN = "LYYYY"
ROUTES = {
    # the public site
    "home": Route("", EVERYBODY, "*****"),
    "search": Route("", EVERYBODY, "*****"),
    "rendition": Route("file", "-----", "*****"),  # the world below holds no public file; tests/test_leaks.py has some
    "byline": Route("public-byline", EVERYBODY, "*****"),
    "section": Route("public-section", EVERYBODY, "*****"),
    "article": Route("public-article", EVERYBODY, "*****"),
    "topic": Route("slug", "*****", "*****"),
    "corrections": Route("", EVERYBODY, "*****"),
    "about": Route("", "*****", "*****"),
    "standing": Route("slug", "-----", "*****"),
    "archive": Route("", EVERYBODY, "*****"),
    "month": Route("year month", "*****", "*****"),
    "day": Route("year month day", "*****", "*****"),
    "robots": Route("", EVERYBODY, "*****"),
    "sitemap": Route("", EVERYBODY, "*****"),
    "news-sitemap": Route("", EVERYBODY, "*****"),
    "month-sitemap": Route("year month", "*****", "*****"),
    "feed": Route("form", EVERYBODY, "*****"),
    "corrections-feed": Route("form", EVERYBODY, "*****"),
    "section-feed": Route("slug form", "-----", "*****"),
    "byline-feed": Route("slug form", "-----", "*****"),
    "topic-feed": Route("slug form", "-----", "*****"),
    "api-articles": Route("", EVERYBODY, "*****"),
    "api-article": Route("article", "-----", "*****"),  # the article of the world below is not public
    "api-document": Route("", EVERYBODY, "*****"),
    "ninjs": Route("section slug article", "-----", "*****"),
    # other programs: by a token, see tests/api
    "push": Route("", "*****", "*****"),
    # by a signed link to one version of one story; see tests/test_views_preview.py
    "preview": Route("app", "-----", "-----"),
    "preview_picture": Route("app file", "-----", "*****"),
    # the desk
    "admin:index": Route("", SIGNED_IN, SIGNED_IN),
    "admin:queue_run": Route("", SIGNED_IN, SIGNED_IN),
    "admin:view_keep": Route("", SIGNED_IN, SIGNED_IN),
    "admin:view_drop": Route("view", "L----", "Loooo"),
    "admin:import": Route("", SIGNED_IN, SIGNED_IN),
    "admin:alarm": Route("alarm", "L----", "L-YYY"),
    "admin:updates": Route("", SIGNED_IN, SIGNED_IN),
    "admin:find": Route("", SIGNED_IN, SIGNED_IN),
    "admin:records": Route("", SIGNED_IN, SIGNED_IN),
    "admin:app_list": Route("app", SIGNED_IN, SIGNED_IN),
    "admin:jsi18n": Route("", SIGNED_IN, "*****"),
    "admin:autocomplete": Route("", "L----", "*****"),  # without a question; what it finds is tested by itself
    "admin:view_on_site": Route("kind article", "LoYYY", "LoYYY"),
    # a story
    "admin:articles_article_compare": Route("article version", "LoYYY", "LoYYY"),
    "admin:articles_article_lines": Route("article", "LoYYY", "L-YYY"),
    "admin:articles_article_ruling": Route("article ruling", "LoYYY", "L-YYY"),
    "admin:articles_article_always": Route("article ruling", "L-YYY", "L-YYY"),
    "admin:articles_article_update": Route("article", "LoYYY", "LoYYY"),
    "admin:articles_article_twin": Route("article twin", "LoYYY", "LoYYY"),
    "admin:articles_article_restore": Route("article version", "*****", "LoYYY"),
    "admin:articles_article_corrections": Route("article", "LoYYY", "L--YY"),
    "admin:articles_article_preview": Route("article", "LoYYY", "LoYYY"),
    "admin:articles_article_links": Route("article", "LoYYY", "LoYYY"),
    "admin:articles_article_style": Route("article", "LoYYY", "LoYYY"),
    "admin:articles_article_ping": Route("article", "*****", "LoYYY"),
    "admin:articles_article_draft": Route("article", "LoYYY", "LoYYY"),
    "admin:articles_delivery_raw": Route("delivery", "LoYYY", "LoYYY"),
    # accounts
    "account_login": Route("", EVERYBODY, "*YYYY"),
    "account_logout": Route("", "*****", "*****"),
    "account_change_password": Route("", SIGNED_IN, SIGNED_IN),
    "account_set_password": Route("", SIGNED_IN, SIGNED_IN),
    "account_reauthenticate": Route("", SIGNED_IN, SIGNED_IN),
    "admin:login": Route("", EVERYBODY, "*YYYY"),
    "admin:logout": Route("", "*****", "*****"),
    "admin:password_change": Route("", SIGNED_IN, SIGNED_IN),
    # second factors: one's own alone, and most after signing in anew
    "mfa_index": Route("", SIGNED_IN, "*****"),
    "mfa_authenticate": Route("", SIGNED_IN, SIGNED_IN),
    "mfa_reauthenticate": Route("", SIGNED_IN, SIGNED_IN),
    "mfa_activate_totp": Route("", SIGNED_IN, SIGNED_IN),
    "mfa_deactivate_totp": Route("", "L----", "L----"),
    "mfa_view_recovery_codes": Route("", "L----", "*****"),
    "mfa_generate_recovery_codes": Route("", SIGNED_IN, SIGNED_IN),
    "mfa_download_recovery_codes": Route("", "L----", "*****"),
    "mfa_list_webauthn": Route("", SIGNED_IN, "*****"),
    "mfa_add_webauthn": Route("", SIGNED_IN, SIGNED_IN),
    "mfa_reauthenticate_webauthn": Route("", SIGNED_IN, SIGNED_IN),
    "mfa_remove_webauthn": Route("articles.article", SIGNED_IN, SIGNED_IN),
    "mfa_edit_webauthn": Route("articles.article", SIGNED_IN, SIGNED_IN),
    "mfa_login_webauthn": Route("", "*****", "*****"),
    "admin:auth_user_password_change": Route("auth.user", "L---Y", "L---Y"),
}
MODELS = {
    "articles.alarm": Model("editor"),
    "articles.article": Model("own", "reporter", "own"),
    "articles.byline": Model("reporter", "editor", "editor"),
    "articles.correction": Model("own", "publisher", "publisher"),
    "articles.delivery": Model("own"),
    "articles.deliverytoken": Model("admin", "admin"),
    "articles.message": Model("admin"),
    "articles.photo": Model("own", "reporter", "own", "publisher"),
    "articles.rendition": Model("own"),
    "articles.revision": Model("own"),
    "articles.ruling": Model("own"),
    "articles.section": Model("reporter", "admin", "admin", "admin"),
    "articles.source": Model("reporter", "admin", "admin", "admin"),
    "articles.securityevent": Model("admin"),
    "articles.sourcerule": Model("reporter", "", "", "admin"),
    "articles.standingpage": Model("publisher", "publisher", "publisher"),
    "articles.stylerule": Model("admin", "admin", "admin", "admin"),
    "articles.subscription": Model("admin", "admin", "admin", "admin"),
    "articles.topic": Model("reporter", "editor", "editor", "admin"),
    "articles.wireversion": Model("own"),
    "mfa.authenticator": Model("admin", "", "", "admin"),
    "auth.group": Model("admin", "admin", "admin", "admin"),
    "auth.user": Model("admin", "admin", "admin", "admin"),
}
# What stands at these is made by Django for every model, or catches what is no address at all.
UNNAMED = {"<path:object_id>/", "(?P<url>.*)$"}
# State of a story: who sees it and who changes it, for the reporter whose it is, an editor, a publisher, an admin.
STATES = {
    "new": ("YYYY", "YYYY"),
    "checking": ("YYYY", "YYYY"),
    "ready": ("YYYY", "YYYY"),
    "embargoed": ("-YYY", "-YYY"),
    "scheduled": ("YYYY", "--YY"),
    "published": ("YYYY", "--YY"),
    "withdrawn": ("YYYY", "YYYY"),
    "spiked": ("YYYY", "YYYY"),
    "held": ("YYYY", "YYYY"),
    "killed": ("YYYY", "YYYY"),
}


def letter(least: str, role: str) -> str:
    """Return the letter of a role where the least role is known."""
    if role == "anonymous":
        return "L"
    if least == "own":
        return "o" if role == "reporter" else "Y"
    return "Y" if least and ROLES.index(role) >= ROLES.index(least) else "-"


def of_model(label: str) -> dict[str, Route]:
    """Return the addresses that Django makes for a model."""
    may = MODELS[label]

    def letters(least: str) -> str:
        return "".join(letter(least, role) for role in ROLES)

    name = "admin:" + label.replace(".", "_")
    lists = letters("reporter" if may.sees == "own" else may.sees)
    return {
        f"{name}_changelist": Route("", lists, lists),
        f"{name}_add": Route("", letters(may.adds), letters(may.adds)),
        f"{name}_history": Route(label, letters(may.sees), letters(may.sees)),
        f"{name}_change": Route(label, letters(may.sees), letters(may.changes)),
        f"{name}_delete": Route(label, letters(may.deletes), letters(may.deletes)),
    }


TABLE = ROUTES | {name: route for label in MODELS for name, route in of_model(label).items()}
