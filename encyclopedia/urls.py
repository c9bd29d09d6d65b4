"""The addresses of the site: accounts and administration here, all else is the articles'."""

from django.contrib import admin
from django.urls import include, path

from articles.views import previews
from encyclopedia.accounts import deeds, views

urlpatterns = [
    path("accounts/signup/", views.SignUp.as_view(), name="account_signup"),
    path("accounts/preferences/", views.preferences, name="account_preferences"),
    path("accounts/of/<slug:uid>/<slug:name>/", deeds.deed, name="account_deed"),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    # django-markdownx asks for these two by names without a namespace.
    path("markdownx/markdownify/", previews.markdownx_markdownify, name="markdownx_markdownify"),
    path("markdownx/upload/", previews.markdownx_upload, name="markdownx_upload"),
    path("", include("articles.urls")),
]

handler400 = "encyclopedia.error_pages.bad_request"
handler403 = "encyclopedia.error_pages.forbidden"
handler404 = "encyclopedia.error_pages.not_found"
handler429 = "encyclopedia.error_pages.too_many"  # allauth's limits answer with it
handler500 = "encyclopedia.error_pages.server_error"
