"""The addresses of hubs."""

from django.urls import path

from hubs.views import token

app_name = "hubs"

urlpatterns = [
    path("account/tokens/", token.mine, name="tokens"),
    path("account/tokens/new/", token.new, name="token-new"),
    path("account/tokens/<uuid:token_id>/end/", token.end, name="token-end"),
]
