"""The site, and beside it what it is measured against."""

from django.urls import include, path

from tests.bench.serving import yardsticks

urlpatterns = [
    path("yardstick/constant/", yardsticks.constant),
    path("yardstick/story/<int:pk>/", yardsticks.bare_story),
    path("yardstick/list/", yardsticks.bare_list),
    path("", include("newsroom.urls")),
]
