"""The addresses of hubs."""

from django.urls import path

from hubs.views import invitation, people, token

app_name = "hubs"
PEOPLE = "hubs/<uuid:hub_id>/people/"

urlpatterns = [
    path(PEOPLE, people.people, name="people"),
    path(f"{PEOPLE}invite/", people.invite, name="invite"),
    path(f"{PEOPLE}invitations/<uuid:invitation_id>/", people.withdraw, name="withdraw"),
    path(f"{PEOPLE}cover/", people.cover, name="cover"),
    path(f"{PEOPLE}cover/<uuid:cover_id>/end/", people.end_cover, name="cover-end"),
    path(f"{PEOPLE}<uuid:membership_id>/", people.change, name="membership"),
    path("sign-in/invitation/<str:secret>/", invitation.take, name="invitation"),
    path("account/tokens/", token.mine, name="tokens"),
    path("account/tokens/new/", token.new, name="token-new"),
    path("account/tokens/<uuid:token_id>/end/", token.end, name="token-end"),
]
