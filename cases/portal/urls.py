"""The addresses of the resident's own door."""

from django.urls import path, register_converter

from cases.models import Section
from cases.models.not_so import ENTRIES
from cases.portal import (
    asks,
    door,
    download,
    goodbye,
    looks,
    messages,
    near,
    needs,
    not_so,
    offers,
    people,
    promises,
    proxies,
    reading,
    record,
    rights,
    sharing,
    shown,
    words,
)


class SectionConverter:
    """The name of a section of what matters, in an address."""

    regex = "|".join(Section.values)
    to_python = Section
    to_url = str


class MyNeedConverter:
    """What a resident says themself, on the page of their needs."""

    regex = "|".join(needs.MY_NOUNS)
    to_python = to_url = str


class EntryConverter:
    """What a resident can see otherwise."""

    regex = "|".join(ENTRIES)
    to_python = to_url = str


register_converter(EntryConverter, "entry")
register_converter(SectionConverter, "section")
register_converter(MyNeedConverter, "my_need")

urlpatterns = [
    path("me/", record.me, name="me"),
    path("sign-in/invitation/", door.code, name="door-code"),
    path("sign-in/welcome/", door.come_in, name="come-in"),
    path("sign-in/welcome/code/", door.prove_address, name="prove-address"),
    path("me/sign-in/", door.my_sign_in, name="my-sign-in"),
    path("me/sign-out-everywhere/", door.my_sign_out, name="my-sign-out"),
    path("me/print/", record.my_print, name="my-print"),
    path("me/download/", download.my_download, name="my-download"),
    path("me/download/<str:ticket>/", download.my_file, name="my-file"),
    path("me/rights/", rights.my_rights, name="my-rights"),
    path("me/goodbye/", goodbye.my_goodbye, name="my-goodbye"),
    path("me/back/", goodbye.my_way_back, name="my-way-back"),
    path("me/leave/", record.leave, name="leave"),
    path("me/words/<section:section>/", words.my_words, name="my-words"),
    path("me/words/<section:section>/history/", words.my_history, name="my-history"),
    path("me/words/<section:section>/show/", shown.my_show, name="my-show"),
    path("me/attachments/<uuid:attachment_id>/take-away/", shown.my_take_away, name="my-take-away"),
    path("me/messages/", messages.my_messages, name="my-messages"),
    path("me/choices/<uuid:statement_id>/", words.my_choice, name="my-choice"),
    path("me/suggestions/<uuid:suggestion_id>/", words.my_suggestion, name="my-suggestion"),
    path("me/people/", people.my_people, name="my-people"),
    path("me/people/join/", people.my_join, name="my-join"),
    path("me/people/<uuid:connection_id>/step-back/", people.my_step_back, name="my-step-back"),
    path("me/proxies/new/", proxies.my_proxy_new, name="my-proxy-new"),
    path("me/proxies/<uuid:proxy_id>/end/", proxies.my_proxy_end, name="my-proxy-end"),
    path("me/for/", reading.reading, name="reading"),
    path("me/for/<uuid:resident_id>/", reading.reads_for, name="reads-for"),
    path("me/for/<uuid:resident_id>/stop/", reading.stop_reading, name="reads-for-stop"),
    path("me/promises/", promises.my_promises, name="my-promises"),
    path(
        "me/promises/<uuid:promise_id>/not-happened/",
        promises.my_not_happened,
        name="my-not-happened",
    ),
    path("me/not-so/<entry:noun>/<uuid:entry_id>/", not_so.my_not_so, name="my-not-so"),
    path("me/asks/", asks.my_asks, name="my-asks"),
    path("me/asks/new/", asks.my_ask_new, name="my-ask-new"),
    path("me/asks/<uuid:referral_id>/", asks.my_ask, name="my-ask"),
    path("me/asks/<uuid:referral_id>/agree/", asks.my_ask_agree, name="my-ask-agree"),
    path("me/asks/<uuid:referral_id>/stop/", asks.my_ask_stop, name="my-ask-stop"),
    path("me/asks/<uuid:referral_id>/say/", asks.my_ask_say, name="my-ask-say"),
    path("me/near/", near.my_near, name="my-near"),
    path("me/sharing/", sharing.my_sharing, name="my-sharing"),
    path("me/sharing/decide/", sharing.my_sharing_decide, name="my-sharing-decide"),
    path("me/offers/", offers.my_offers, name="my-offers"),
    path("me/offers/<uuid:offer_id>/back/", offers.my_offer_back, name="my-offer-back"),
    path("me/looks/", looks.my_looks, name="my-looks"),
    path("me/looks/copy/", looks.my_looks_copy, name="my-looks-copy"),
    path("me/looks/<uuid:look_id>/why/", looks.my_look_why, name="my-look-why"),
    path("me/needs/", needs.my_needs, name="my-needs"),
    path("me/needs/<my_need:noun>/", needs.my_needs, name="my-need-add"),
    path("me/needs/<my_need:noun>/<uuid:row_id>/no-longer/", needs.my_need_end, name="my-need-end"),
    path("me/contact/<uuid:point_id>/", needs.my_contact, name="my-contact"),
]
