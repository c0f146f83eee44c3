"""The addresses of hubs."""

from django.urls import path

from hubs import api
from hubs.views import directory, feed, groups, hook, invitation, offer, people, timing, token

app_name = "hubs"
PEOPLE = "hubs/<uuid:hub_id>/people/"

urlpatterns = [
    path(PEOPLE, people.people, name="people"),
    path(f"{PEOPLE}invite/", people.invite, name="invite"),
    path(f"{PEOPLE}invitations/<uuid:invitation_id>/", people.withdraw, name="withdraw"),
    path(f"{PEOPLE}cover/", people.cover, name="cover"),
    path(f"{PEOPLE}cover/<uuid:cover_id>/end/", people.end_cover, name="cover-end"),
    path(f"{PEOPLE}timing/", timing.change, name="timing"),
    path(f"{PEOPLE}<uuid:membership_id>/", people.change, name="membership"),
    path("sign-in/invitation/<str:secret>/", invitation.take, name="invitation"),
    path("directory/", directory.find, name="directory"),
    path("directory/corrections/", directory.waiting, name="corrections"),
    path("directory/corrections/<uuid:correction_id>/", directory.decide, name="correction"),
    path("directory/<uuid:entry_id>/", directory.entry, name="directory-entry"),
    path("directory/<uuid:entry_id>/correct/", directory.correct, name="directory-correct"),
    path("directory/<uuid:entry_id>/keep/", directory.keep, name="directory-keep"),
    path("directory/<uuid:entry_id>/know/", directory.know, name="directory-know"),
    path("directory/<uuid:entry_id>/offers/new/", offer.new, name="offer-new"),
    path("directory/<uuid:entry_id>/offers/<uuid:offer_id>/", offer.change, name="offer"),
    path(
        "directory/<uuid:entry_id>/offers/<uuid:offer_id>/withdraw/",
        offer.withdraw,
        name="offer-withdraw",
    ),
    path("account/tokens/", token.mine, name="tokens"),
    path("account/tokens/new/", token.new, name="token-new"),
    path("account/tokens/<uuid:token_id>/end/", token.end, name="token-end"),
    path("feeds/", feed.every, name="feeds"),
    path("hooks/", hook.every, name="hooks"),
    path("hooks/<uuid:hook_id>/", hook.one, name="hook"),
    path("hooks/<uuid:hook_id>/end/", hook.end, name="hook-end"),
    path("hooks/tellings/<uuid:telling_id>/again/", hook.again, name="telling-again"),
    path("feeds/<uuid:feed_id>/", feed.one, name="feed"),
    path("feeds/<uuid:feed_id>/read/", feed.read, name="feed-read"),
    path("feeds/<uuid:feed_id>/nightly/", feed.nightly, name="feed-nightly"),
    path("feeds/conflicts/<uuid:conflict_id>/", feed.decide, name="feed-decide"),
    path("feeds/groups/", groups.begin, name="groups"),
    path("feeds/groups/example/", groups.example, name="groups-example"),
    path("feeds/groups/<uuid:list_id>/", groups.waits, name="groups-list"),
    path("feeds/groups/<uuid:list_id>/bring/", groups.bring, name="groups-bring"),
    path("feeds/groups/<uuid:list_id>/throw-away/", groups.throw_away, name="groups-throw-away"),
    path("api/oruk/", api.root, name="oruk"),
    path("api/oruk/services", api.services, name="oruk-services"),
    path("api/oruk/services/<uuid:row_id>", api.service, name="oruk-service"),
    path("api/oruk/organizations", api.organizations, name="oruk-organizations"),
    path("api/oruk/organizations/<uuid:row_id>", api.organization, name="oruk-organization"),
    path("api/oruk/service_at_locations", api.service_at_locations, name="oruk-places"),
    path("api/oruk/service_at_locations/<uuid:row_id>", api.service_at_location, name="oruk-place"),
    path("api/oruk/taxonomies", api.taxonomies, name="oruk-taxonomies"),
    path("api/oruk/taxonomies/<uuid:row_id>", api.taxonomy, name="oruk-taxonomy"),
    path("api/oruk/taxonomy_terms", api.taxonomy_terms, name="oruk-terms"),
    path("api/oruk/taxonomy_terms/<uuid:row_id>", api.taxonomy_term, name="oruk-term"),
]
