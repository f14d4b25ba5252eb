"""The address plan: the desk, the media, and the public site at the root."""

from django.contrib import admin
from django.urls import include, path

handler404 = "articles.views.errors.not_found"
handler500 = "articles.views.errors.broken"

urlpatterns = [
    path("admin/", include("articles.admin.entrance")),
    path("admin/", admin.site.urls),
    path("", include("articles.urls")),
]
