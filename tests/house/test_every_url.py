"""The oracle: every address, for everybody of the cast, written by hand.

A new address without a line here fails. 200 is a page, 302 leads on (a stranger from the street to
signing in, a lead to saying why), 403 is a door of the house that is not theirs, 404 is no door at
all, 405 is a door that only opens by a form, 422 is a form with something to look at, 401 gives back
what somebody wrote after they were signed out.
"""

import dataclasses
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from cases import access
from cases.actions import calendar, sharing
from cases.actions import connection as circle
from cases.actions import need as needs
from cases.actions import referral as asks
from cases.actions import reflection as reflections
from cases.actions import reminder as promises
from cases.actions import resident as residents
from cases.actions import review as reviews
from cases.actions import subject_request as requests
from cases.actions import what_matters as words
from cases.actions.what_matters import Words
from cases.api.asks import VERBS
from cases.models import Connection, ContactPoint, DoorCode, Note
from cases.views import calendar as feed
from hubs.actions import correction as corrections
from hubs.models import (
    ApiToken,
    FeedSource,
    FieldConflict,
    Membership,
    Offer,
    Organisation,
    Service,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
)
from relational.kernel.base import new_id
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db

CAST = ["street", "amina", "bev", "sam", "pat", "carol", "diya", "joe", "former", "dot"]

# street amina bev sam pat carol diya joe, a former lead of Joe's, and another resident
#          address                           street amina bev sam pat carol diya joe former dot
GET = {
    "cases:front":                          "200 302 302 302 302 200 200 302 302 302",
    "cases:today":                          "302 200 200 200 403 403 403 403 200 403",
    "cases:people":                         "302 200 200 200 403 403 403 403 200 403",
    "cases:search":                         "302 200 200 200 403 403 403 403 200 403",
    "cases:circle-whose":                   "302 200 200 200 403 403 403 403 200 403",
    "cases:new":                            "302 200 200 200 403 403 403 403 200 403",
    "cases:import":                         "302 200 200 200 403 403 403 403 200 403",
    "cases:import-template":                "302 200 200 200 403 403 403 403 200 403",
    "cases:import-list":                    "302 200 404 404 403 403 403 403 404 403",
    "cases:import-choose":                  "405 405 405 405 405 405 405 405 405 405",
    "cases:import-bring":                   "405 405 405 405 405 405 405 405 405 405",
    "cases:import-throw-away":              "405 405 405 405 405 405 405 405 405 405",
    "cases:import-undo":                    "302 302 404 404 403 403 403 403 404 403",
    "cases:team":                           "302 403 200 403 403 403 403 403 403 403",
    "cases:full":                           "302 302 302 302 302 302 302 302 302 302",
    "cases:record":                         "302 200 302 404 404 404 404 404 404 404",
    "cases:why":                            "302 200 200 404 404 404 404 404 404 404",
    "cases:about":                          "302 200 302 404 404 404 404 404 404 404",
    "cases:contact":                        "302 200 302 404 404 404 404 404 404 404",
    "cases:contact-change":                 "302 200 302 404 404 404 404 404 404 404",
    "cases:invite":                         "302 200 302 404 404 404 404 404 404 404",
    "cases:invite-end":                     "405 405 405 405 405 405 405 405 405 405",
    "cases:proxy-new":                      "302 200 302 404 404 404 404 404 404 404",
    "cases:proxy-end":                      "405 405 405 405 405 405 405 405 405 405",
    "cases:door-code":                      "200 200 200 200 200 200 200 200 200 200",
    "cases:come-in":                        "302 302 302 302 302 302 302 302 302 302",
    "cases:prove-address":                  "302 302 302 302 302 302 302 302 302 302",
    "cases:my-sign-in":                     "302 404 404 404 404 404 404 200 404 200",
    "cases:my-sign-out":                    "405 405 405 405 405 405 405 405 405 405",
    "cases:life":                           "302 200 302 404 404 404 404 404 404 404",
    "cases:notes":                          "302 200 302 404 404 404 404 404 404 404",
    "cases:wrote":                          "302 200 200 200 403 403 403 403 200 403",
    "cases:note-correct":                   "302 200 302 404 404 404 404 404 404 404",
    "cases:note-in-error":                  "302 200 302 404 404 404 404 404 404 404",
    "cases:promises":                       "302 200 302 404 404 404 404 404 404 404",
    "cases:promise-keep":                   "405 405 405 405 405 405 405 405 405 405",
    "cases:promise-move":                   "302 200 302 404 404 404 404 404 404 404",
    "cases:promise-let-go":                 "302 200 302 404 404 404 404 404 404 404",
    "cases:rest":                           "302 200 302 404 404 404 404 404 404 404",
    "cases:rest-end":                       "405 405 405 405 405 405 405 405 405 405",
    "cases:what-matters":                   "302 200 302 404 404 404 404 404 404 404",
    "cases:words-write":                    "302 200 302 404 404 404 404 404 404 404",
    "cases:words-beside":                   "302 200 302 404 404 404 404 404 404 404",
    "cases:words-together":                 "302 200 302 404 404 404 404 404 404 404",
    "cases:words-history":                  "302 200 302 404 404 404 404 404 404 404",
    "cases:circle":                         "302 200 302 404 404 404 404 404 404 404",
    "cases:circle-add":                     "302 200 302 404 404 404 404 404 404 404",
    "cases:connection":                     "302 200 302 404 404 404 404 404 404 404",
    "cases:connection-lead":                "302 200 302 404 404 404 404 404 404 404",
    "cases:connection-end":                 "302 200 302 404 404 404 404 404 404 404",
    "cases:messages":                       "302 200 302 404 404 404 404 404 404 404",
    "cases:attachment":                     "302 200 302 404 404 404 404 404 404 404",
    "cases:attachment-file":                "302 200 302 404 404 404 404 404 404 404",
    "cases:my-messages":                    "302 404 404 404 404 404 404 200 404 200",
    "cases:my-show":                        "302 404 404 404 404 404 404 200 404 200",
    "cases:my-attachment":                  "302 404 404 404 404 404 404 200 404 404",
    "cases:my-attachment-file":             "302 404 404 404 404 404 404 200 404 404",
    "cases:my-take-away":                   "405 405 405 405 405 405 405 405 405 405",
    "cases:rights":                         "302 200 302 404 404 404 404 404 404 404",
    "cases:goodbye":                        "302 200 302 404 404 404 404 404 404 404",
    "cases:way-back":                       "405 405 405 405 405 405 405 405 405 405",
    "cases:my-download":                    "302 404 404 404 404 404 404 200 404 200",
    "cases:my-file":                        "302 404 404 404 404 404 404 404 404 404",
    "cases:my-rights":                      "302 404 404 404 404 404 404 200 404 200",
    "cases:my-goodbye":                     "302 404 404 404 404 404 404 200 404 200",
    "cases:my-way-back":                    "405 405 405 405 405 405 405 405 405 405",
    "cases:requests":                       "302 403 403 403 403 403 200 403 403 403",
    "cases:request":                        "302 403 403 403 403 403 200 403 403 403",
    "cases:request-acknowledge":            "302 403 403 403 403 403 200 403 403 403",
    "cases:request-extend":                 "302 403 403 403 403 403 200 403 403 403",
    "cases:request-answer":                 "302 403 403 403 403 403 200 403 403 403",
    "cases:request-lift":                   "302 403 403 403 403 403 200 403 403 403",
    "cases:request-read":                   "302 403 403 403 403 403 200 403 403 403",
    "cases:request-mark":                   "405 405 405 405 405 405 405 405 405 405",
    "cases:print":                          "302 200 302 404 404 404 404 404 404 404",
    "cases:calendar-renew":                 "405 405 405 405 405 405 405 405 405 405",
    "cases:calendar":                       "200 200 200 200 200 200 200 200 200 200",
    "cases:reflections":                    "302 200 200 200 403 403 403 403 200 403",
    "cases:reflections-shared":             "302 200 200 200 403 403 403 403 200 403",
    "cases:reflection-new":                 "302 200 200 200 403 403 403 403 200 403",
    "cases:reflection":                     "302 200 404 404 403 403 403 403 404 403",
    "cases:reflection-share":               "302 200 404 404 403 403 403 403 404 403",
    "cases:note-reflect":                   "302 200 302 404 404 404 404 404 404 404",
    "cases:reviews":                        "302 200 200 200 403 403 403 403 200 403",
    "cases:review-new":                     "302 403 200 403 403 403 403 403 403 403",
    "cases:review":                         "302 200 200 404 403 403 403 403 404 403",
    "cases:review-people":                  "302 200 200 404 403 403 403 403 404 403",
    "cases:review-open":                    "405 405 405 405 405 405 405 405 405 405",
    "cases:review-points":                  "302 200 200 404 403 403 403 403 404 403",
    "cases:review-point":                   "302 200 200 404 403 403 403 403 404 403",
    "cases:review-keep":                    "405 405 405 405 405 405 405 405 405 405",
    "cases:review-sign":                    "302 200 200 404 403 403 403 403 404 403",
    "cases:review-print":                   "302 200 200 404 403 403 403 403 404 403",
    "cases:blocked-by-new":                 "302 200 200 404 403 403 403 403 404 403",
    "cases:blocked-by":                     "302 200 200 200 403 403 403 403 200 403",
    "cases:referrals":                      "302 200 200 200 200 403 403 403 200 403",
    "cases:asked":                          "302 404 404 404 200 404 404 404 404 404",
    "cases:reply":                          "200 200 200 200 200 200 200 200 200 200",
    "cases:needs":                          "302 200 302 404 404 404 404 404 404 404",
    "cases:need-add":                       "302 200 302 404 404 404 404 404 404 404",
    "cases:need-end":                       "302 200 302 404 404 404 404 404 404 404",
    "cases:visit-review":                   "302 403 302 404 404 404 404 404 404 404",
    "cases:asks":                          "302 200 302 404 404 404 404 404 404 404",
    "cases:ask-new":                       "302 200 302 404 404 404 404 404 404 404",
    "cases:referral":                      "302 200 302 404 404 404 404 404 404 404",
    "cases:referral-change":               "302 200 302 404 404 404 404 404 404 404",
    "cases:referral-send":                 "405 405 405 405 405 405 405 405 405 405",
    "cases:referral-ask-them":             "405 405 405 405 405 405 405 405 405 405",
    "cases:referral-withdraw":             "302 200 302 404 404 404 404 404 404 404",
    "cases:referral-say":                  "405 405 405 405 405 405 405 405 405 405",
    "cases:referral-hear":                 "302 302 302 404 404 404 404 404 404 404",
    "cases:three-way":                     "302 200 302 404 404 404 404 404 404 404",
    "cases:three-way-sign":                "405 405 405 405 405 405 405 405 405 405",
    # Who takes over is not in the cast.
    "cases:taking-over":                   "302 404 404 404 404 404 404 404 404 404",
    "cases:taking-over-sign":              "405 405 405 405 405 405 405 405 405 405",
    "cases:signpost-new":                  "302 200 302 404 404 404 404 404 404 404",
    "cases:offers":                        "302 200 302 404 404 404 404 404 404 404",
    "cases:offer-look":                    "302 200 302 404 404 404 404 404 404 404",
    "cases:sharing":                       "302 200 302 404 404 404 404 404 404 404",
    "cases:sharing-decide":                "405 405 405 405 405 405 405 405 405 405",
    "cases:disclosure-new":                "302 200 302 404 404 404 404 404 404 404",
    "cases:disclosure-review":             "302 403 302 404 404 404 404 404 404 404",
    "cases:ask-in":                         "302 200 200 200 403 403 403 403 200 403",
    "cases:asked-in":                       "302 200 200 404 403 403 403 403 404 403",
    "cases:privacy-questions":              "302 200 200 200 200 403 200 403 200 403",
    "cases:privacy-question":               "302 200 404 404 404 403 200 403 404 403",
    "cases:privacy-name":                   "302 403 403 403 403 403 200 403 403 403",
    "cases:my-looks":                       "302 404 404 404 404 404 404 200 404 200",
    "cases:my-looks-copy":                  "302 404 404 404 404 404 404 200 404 200",
    "cases:my-look-why":                    "302 404 404 404 404 404 404 200 404 404",
    "cases:my-needs":                       "302 404 404 404 404 404 404 200 404 200",
    "cases:my-need-add":                    "302 404 404 404 404 404 404 200 404 200",
    "cases:my-need-end":                    "302 404 404 404 404 404 404 200 404 404",
    "cases:my-contact":                     "302 404 404 404 404 404 404 200 404 404",
    "cases:my-print":                       "302 404 404 404 404 404 404 200 404 200",
    "cases:my-people":                      "302 404 404 404 404 404 404 200 404 200",
    "cases:my-words":                       "302 404 404 404 404 404 404 200 404 200",
    "cases:my-history":                     "302 404 404 404 404 404 404 200 404 200",
    "cases:my-choice":                      "302 404 404 404 404 404 404 200 404 404",
    "cases:my-suggestion":                  "302 404 404 404 404 404 404 200 404 404",
    "cases:my-asks":                        "302 404 404 404 404 404 404 200 404 200",
    "cases:my-ask-new":                     "302 404 404 404 404 404 404 200 404 200",
    "cases:my-ask":                         "302 404 404 404 404 404 404 200 404 404",
    "cases:my-ask-agree":                   "405 405 405 405 405 405 405 405 405 405",
    "cases:my-ask-stop":                    "405 405 405 405 405 405 405 405 405 405",
    "cases:my-ask-say":                     "405 405 405 405 405 405 405 405 405 405",
    "cases:my-near":                        "302 404 404 404 404 404 404 200 404 200",
    "cases:my-sharing":                     "302 404 404 404 404 404 404 200 404 200",
    "cases:my-sharing-decide":              "405 405 405 405 405 405 405 405 405 405",
    "cases:my-offers":                      "302 404 404 404 404 404 404 200 404 200",
    "cases:my-offer-back":                  "405 405 405 405 405 405 405 405 405 405",
    "cases:my-join":                        "302 404 404 404 404 404 404 200 404 200",
    "cases:my-step-back":                   "302 404 404 404 404 404 404 200 404 404",
    "cases:my-proxy-new":                   "302 404 404 404 404 404 404 200 404 200",
    "cases:my-proxy-end":                   "405 405 405 405 405 405 405 405 405 405",
    # Who reads for Joe is not in the cast.
    "cases:reading":                        "302 404 404 404 404 404 404 404 404 404",
    "cases:reads-for":                      "302 404 404 404 404 404 404 404 404 404",
    "cases:reads-for-stop":                 "405 405 405 405 405 405 405 405 405 405",
    "cases:my-promises":                    "302 404 404 404 404 404 404 200 404 200",
    "cases:my-not-happened":                "405 405 405 405 405 405 405 405 405 405",
    "cases:my-not-so":                      "302 404 404 404 404 404 404 200 404 404",
    "cases:me":                             "302 404 404 404 404 404 404 200 404 200",
    "language":                             "405 405 405 405 405 405 405 405 405 405",
    "cases:leave":                          "405 405 405 405 405 405 405 405 405 405",
    "cases:hopes":                          "302 200 302 404 404 404 404 404 404 404",
    "cases:hope-new":                       "302 200 302 404 404 404 404 404 404 404",
    "cases:hope":                           "302 200 302 404 404 404 404 404 404 404",
    "cases:hope-turn":                      "405 405 405 405 405 405 405 405 405 405",
    "cases:hope-near":                      "302 200 302 404 404 404 404 404 404 404",
    "cases:step-new":                       "302 200 302 404 404 404 404 404 404 404",
    "cases:step":                           "302 200 302 404 404 404 404 404 404 404",
    "cases:step-turn":                      "405 405 405 405 405 405 405 405 405 405",
    "cases:step-easier":                    "302 200 302 404 404 404 404 404 404 404",
    "cases:strength-new":                   "302 200 302 404 404 404 404 404 404 404",
    "cases:strength":                       "302 200 302 404 404 404 404 404 404 404",
    "cases:concern-new":                    "302 200 302 404 404 404 404 404 404 404",
    "cases:concern":                        "302 200 302 404 404 404 404 404 404 404",
    "cases:my-hopes":                       "302 404 404 404 404 404 404 200 404 200",
    "cases:my-hope-new":                    "302 404 404 404 404 404 404 200 404 200",
    "cases:my-hope":                        "302 404 404 404 404 404 404 200 404 404",
    "cases:my-hope-turn":                   "405 405 405 405 405 405 405 405 405 405",
    "cases:my-hope-near":                   "302 404 404 404 404 404 404 200 404 404",
    "cases:my-step-new":                    "302 404 404 404 404 404 404 200 404 404",
    "cases:my-step":                        "302 404 404 404 404 404 404 200 404 404",
    "cases:my-step-turn":                   "405 405 405 405 405 405 405 405 405 405",
    "cases:my-step-easier":                 "302 404 404 404 404 404 404 200 404 404",
    "cases:my-strength-new":                "302 404 404 404 404 404 404 200 404 200",
    "cases:my-strength":                    "302 404 404 404 404 404 404 200 404 404",
    "cases:my-concern-new":                 "302 404 404 404 404 404 404 200 404 200",
    "cases:my-concern":                     "302 404 404 404 404 404 404 200 404 404",
    # Programs: what is not theirs is not there; a door that only takes things says so.
    "cases:api-residents":                  "401 200 200 200 200 200 200 200 200 200",
    "cases:api-resident":                   "401 200 403 404 404 404 404 200 404 404",
    "cases:api-lead":                       "401 405 405 405 405 405 405 405 405 405",
    "cases:api-notes":                      "401 200 403 404 404 404 404 200 404 404",
    "cases:api-note":                       "401 200 403 404 404 404 404 200 404 404",
    "cases:api-statements":                 "401 200 403 404 404 404 404 200 404 404",
    "cases:api-connections":                "401 200 403 404 404 404 404 200 404 404",
    "cases:api-connection":                 "401 200 403 404 404 404 404 200 404 404",
    "cases:api-connection-end":             "401 405 405 405 405 405 405 405 405 405",
    "cases:api-reminders":                  "401 200 403 404 404 404 404 200 404 404",
    "cases:api-reminder-keep":              "401 405 405 405 405 405 405 405 405 405",
    "cases:api-reminder-move":              "401 405 405 405 405 405 405 405 405 405",
    "cases:api-reminder-let-go":            "401 405 405 405 405 405 405 405 405 405",
    "cases:api-referrals":                   "401 200 200 200 200 200 200 200 200 200",
    "cases:api-referral":                    "401 200 403 404 404 404 404 200 404 404",
    "cases:api-referral-await-agreement":    "401 405 405 405 405 405 405 405 405 405",
    "cases:api-referral-send":               "401 405 405 405 405 405 405 405 405 405",
    "cases:api-referral-withdraw":           "401 405 405 405 405 405 405 405 405 405",
    "cases:api-referral-accept":             "401 405 405 405 405 405 405 405 405 405",
    "cases:api-referral-decline":            "401 405 405 405 405 405 405 405 405 405",
    "cases:api-referral-begin":              "401 405 405 405 405 405 405 405 405 405",
    "cases:api-referral-rest":               "401 405 405 405 405 405 405 405 405 405",
    "cases:api-referral-complete":           "401 405 405 405 405 405 405 405 405 405",
    "cases:api-referral-end-early":          "401 405 405 405 405 405 405 405 405 405",
    "cases:api-referral-hear":               "401 405 405 405 405 405 405 405 405 405",
    "cases:api-referral-say":                "401 405 405 405 405 405 405 405 405 405",
    "cases:api-fhir-request":                "401 200 403 404 404 404 404 200 404 404",
    "cases:api-fhir-task":                   "401 200 403 404 404 404 404 200 404 404",
    "cases:api-reflections":                "401 200 200 200 200 200 200 200 200 200",
    "cases:api-reflection":                 "401 200 404 404 404 404 404 404 404 404",
    "cases:api-reflection-share":           "401 405 405 405 405 405 405 405 405 405",
    "cases:api-reflection-reply":           "401 405 405 405 405 405 405 405 405 405",
    "api-schema":                           "200 200 200 200 200 200 200 200 200 200",
    "api-docs":                             "200 200 200 200 200 200 200 200 200 200",
    "accessibility":                        "200 200 200 200 200 200 200 200 200 200",
    "privacy":                              "200 200 200 200 200 200 200 200 200 200",
    "status":                               "503 503 503 503 503 503 503 503 503 503",
    "account":                              "302 200 200 200 200 200 200 200 200 200",
    # Who runs the team of the hub, and nobody else; an invitation that nobody sent opens nothing.
    "hubs:people":                          "302 403 200 403 403 403 403 403 403 403",
    "hubs:invite":                          "302 403 200 403 403 403 403 403 403 403",
    "hubs:withdraw":                        "405 405 405 405 405 405 405 405 405 405",
    "hubs:timing":                          "302 403 200 403 403 403 403 403 403 403",
    "hubs:membership":                      "302 403 200 403 403 403 403 403 403 403",
    "cases:hub":                            "302 302 302 302 302 302 302 302 302 302",
    "cases:caseloads":                      "302 403 200 403 403 403 403 403 403 403",
    "cases:asks-went":                       "302 403 200 403 403 403 403 403 403 403",
    "cases:asks-blocked-by":                "302 403 200 403 403 403 403 403 403 403",
    "cases:move":                           "302 403 200 403 403 403 403 403 403 403",
    "cases:move-undo":                      "405 405 405 405 405 405 405 405 405 405",
    "cases:work-end":                       "302 403 200 403 403 403 403 403 403 403",
    "hubs:cover":                           "302 403 200 403 403 403 403 403 403 403",
    "hubs:cover-end":                       "405 405 405 405 405 405 405 405 405 405",
    "hubs:invitation":                      "404 404 404 404 404 404 404 404 404 404",
    # What is nearby is for everybody; what people say of it for who keeps it.
    "hubs:directory":                       "200 200 200 200 200 200 200 200 200 200",
    "hubs:directory-entry":                 "200 200 200 200 200 200 200 200 200 200",
    "hubs:directory-correct":               "200 200 200 200 200 200 200 200 200 200",
    "hubs:directory-keep":                  "302 200 200 200 403 403 403 403 200 403",
    "hubs:directory-know":                  "405 405 405 405 405 405 405 405 405 405",
    "hubs:offer-new":                       "302 200 200 200 403 403 403 403 200 403",
    "hubs:offer":                           "302 200 200 200 403 403 403 403 200 403",
    "hubs:offer-withdraw":                  "302 200 200 200 403 403 403 403 200 403",
    "hubs:corrections":                     "302 200 200 200 403 403 403 403 200 403",
    "hubs:correction":                      "302 200 200 200 403 403 403 403 200 403",
    # Who works here may let a program in, and is first asked again who they are.
    "hubs:tokens":                          "302 200 200 200 200 200 200 403 200 403",
    "hubs:token-new":                       "302 302 302 302 302 302 302 403 302 403",
    "hubs:token-end":                       "405 405 405 405 405 405 405 405 405 405",
    # Directories of others are an administrator's, who is not in the cast.
    "hubs:hooks":                            "302 403 403 403 403 403 403 403 403 403",
    "hubs:hook":                             "302 403 403 403 403 403 403 403 403 403",
    "hubs:hook-end":                         "405 405 405 405 405 405 405 405 405 405",
    "hubs:telling-again":                    "405 405 405 405 405 405 405 405 405 405",
    "hubs:feeds":                           "302 403 403 403 403 403 403 403 403 403",
    "hubs:feed":                            "302 403 403 403 403 403 403 403 403 403",
    "hubs:feed-read":                       "405 405 405 405 405 405 405 405 405 405",
    "hubs:feed-nightly":                    "405 405 405 405 405 405 405 405 405 405",
    "hubs:feed-decide":                     "405 405 405 405 405 405 405 405 405 405",
    "hubs:groups":                          "302 403 403 403 403 403 403 403 403 403",
    "hubs:groups-example":                  "302 403 403 403 403 403 403 403 403 403",
    "hubs:groups-list":                     "302 403 403 403 403 403 403 403 403 403",
    "hubs:groups-bring":                    "405 405 405 405 405 405 405 405 405 405",
    "hubs:groups-throw-away":               "405 405 405 405 405 405 405 405 405 405",
    # The directory by the Open Referral standard is open to everybody.
    "hubs:oruk":                            "200 200 200 200 200 200 200 200 200 200",
    "hubs:oruk-services":                   "200 200 200 200 200 200 200 200 200 200",
    "hubs:oruk-service":                    "200 200 200 200 200 200 200 200 200 200",
    "hubs:oruk-organizations":              "200 200 200 200 200 200 200 200 200 200",
    "hubs:oruk-organization":               "200 200 200 200 200 200 200 200 200 200",
    "hubs:oruk-places":                     "200 200 200 200 200 200 200 200 200 200",
    "hubs:oruk-place":                      "200 200 200 200 200 200 200 200 200 200",
    "hubs:oruk-taxonomies":                 "200 200 200 200 200 200 200 200 200 200",
    "hubs:oruk-taxonomy":                   "200 200 200 200 200 200 200 200 200 200",
    "hubs:oruk-terms":                      "200 200 200 200 200 200 200 200 200 200",
    "hubs:oruk-term":                       "200 200 200 200 200 200 200 200 200 200",
    "account_login":                        "200 302 302 302 302 302 302 302 302 302",
    "account_request_login_code":           "200 302 302 302 302 302 302 302 302 302",
    "account_confirm_login_code":           "302 302 302 302 302 302 302 302 302 302",
    "account_logout":                       "302 200 200 200 200 200 200 200 200 200",
    # Who is signed in sees their own account alone; what asks for their password again leads there.
    "account_signup":                       "404 404 404 404 404 404 404 404 404 404",
    "account_inactive":                     "200 200 200 200 200 200 200 200 200 200",
    "account_reset_password":               "200 200 200 200 200 200 200 200 200 200",
    "account_reset_password_done":          "200 200 200 200 200 200 200 200 200 200",
    "account_reset_password_from_key":      "200 200 200 200 200 200 200 200 200 200",
    "account_reset_password_from_key_done": "200 200 200 200 200 200 200 200 200 200",
    "account_about":                        "302 200 200 200 200 200 200 200 200 200",
    "account_change_password":              "302 200 200 200 200 200 200 200 200 200",
    "account_reauthenticate":               "302 200 200 200 200 200 200 200 200 200",
    "mfa_authenticate":                     "302 302 302 302 302 302 302 302 302 302",
    "mfa_login_webauthn":                   "302 302 302 302 302 302 302 302 302 302",
    "mfa_reauthenticate":                   "302 302 302 302 302 302 302 302 302 302",
    "mfa_reauthenticate_webauthn":          "302 302 302 302 302 302 302 302 302 302",
    "mfa_index":                            "302 200 200 200 200 200 200 200 200 200",
    "mfa_activate_totp":                    "302 302 302 302 302 302 302 302 302 302",
    "mfa_deactivate_totp":                  "302 404 404 404 404 404 404 404 404 404",
    "mfa_list_webauthn":                    "302 200 200 200 200 200 200 200 200 200",
    "mfa_add_webauthn":                     "302 302 302 302 302 302 302 302 302 302",
    "mfa_edit_webauthn":                    "302 302 302 302 302 302 302 302 302 302",
    "mfa_remove_webauthn":                  "302 302 302 302 302 302 302 302 302 302",
    "mfa_generate_recovery_codes":          "302 302 302 302 302 302 302 302 302 302",
    "mfa_view_recovery_codes":              "302 404 404 404 404 404 404 404 404 404",
    "mfa_download_recovery_codes":          "302 404 404 404 404 404 404 404 404 404",
}  # fmt: skip

# The same by POST with nothing in it. What needs no word does happen: Amina keeps the promise.
POST = {
    "cases:front":                          "200 302 302 302 302 200 200 302 302 302",
    "cases:today":                          "401 200 200 200 403 403 403 403 200 403",
    "cases:people":                         "401 200 200 200 403 403 403 403 200 403",
    "cases:search":                         "401 200 200 200 403 403 403 403 200 403",
    "cases:circle-whose":                   "401 200 200 200 403 403 403 403 200 403",
    "cases:new":                            "401 422 422 422 403 403 403 403 422 403",
    "cases:import":                         "401 422 422 422 403 403 403 403 422 403",
    "cases:import-template":                "401 200 200 200 403 403 403 403 200 403",
    "cases:import-list":                    "401 200 404 404 403 403 403 403 404 403",
    "cases:import-choose":                  "401 302 404 404 403 403 403 403 404 403",
    "cases:import-bring":                   "401 302 404 404 403 403 403 403 404 403",
    "cases:import-throw-away":              "401 302 404 404 403 403 403 403 404 403",
    "cases:import-undo":                    "401 302 404 404 403 403 403 403 404 403",
    "cases:team":                           "401 403 200 403 403 403 403 403 403 403",
    "cases:full":                           "401 302 302 302 302 302 302 302 302 302",
    "cases:record":                         "401 200 302 404 404 404 404 404 404 404",
    "cases:why":                            "401 422 422 404 404 404 404 404 404 404",
    "cases:about":                          "401 422 302 404 404 404 404 404 404 404",
    "cases:contact":                        "401 422 302 404 404 404 404 404 404 404",
    "cases:contact-change":                 "401 422 302 404 404 404 404 404 404 404",
    "cases:invite":                         "401 422 302 404 404 404 404 404 404 404",
    "cases:invite-end":                     "401 302 302 404 404 404 404 404 404 404",
    "cases:proxy-new":                      "401 422 302 404 404 404 404 404 404 404",
    "cases:proxy-end":                      "401 302 302 404 404 404 404 404 404 404",
    "cases:door-code":                      "422 422 422 422 422 422 422 422 422 422",
    "cases:come-in":                        "302 302 302 302 302 302 302 302 302 302",
    "cases:prove-address":                  "302 302 302 302 302 302 302 302 302 302",
    "cases:my-sign-in":                     "401 404 404 404 404 404 404 200 404 200",
    "cases:my-sign-out":                    "401 404 404 404 404 404 404 302 404 302",
    "cases:life":                           "401 200 302 404 404 404 404 404 404 404",
    "cases:notes":                          "401 422 302 404 404 404 404 404 404 404",
    "cases:wrote":                          "401 200 200 200 403 403 403 403 200 403",
    "cases:note-correct":                   "401 422 302 404 404 404 404 404 404 404",
    "cases:note-in-error":                  "401 422 302 404 404 404 404 404 404 404",
    "cases:promises":                       "401 422 302 404 404 404 404 404 404 404",
    "cases:promise-keep":                   "401 303 302 404 404 404 404 404 404 404",
    "cases:promise-move":                   "401 422 302 404 404 404 404 404 404 404",
    "cases:promise-let-go":                 "401 422 302 404 404 404 404 404 404 404",
    "cases:rest":                           "401 422 302 404 404 404 404 404 404 404",
    "cases:rest-end":                       "401 302 302 404 404 404 404 404 404 404",
    "cases:what-matters":                   "401 200 302 404 404 404 404 404 404 404",
    "cases:words-write":                    "401 422 302 404 404 404 404 404 404 404",
    "cases:words-beside":                   "401 422 302 404 404 404 404 404 404 404",
    "cases:words-together":                 "401 422 302 404 404 404 404 404 404 404",
    "cases:words-history":                  "401 200 302 404 404 404 404 404 404 404",
    "cases:circle":                         "401 200 302 404 404 404 404 404 404 404",
    "cases:circle-add":                     "401 422 302 404 404 404 404 404 404 404",
    "cases:connection":                     "401 422 302 404 404 404 404 404 404 404",
    "cases:connection-lead":                "401 422 302 404 404 404 404 404 404 404",
    "cases:connection-end":                 "401 422 302 404 404 404 404 404 404 404",
    "cases:messages":                       "401 422 302 404 404 404 404 404 404 404",
    "cases:attachment":                     "401 422 302 404 404 404 404 404 404 404",
    "cases:attachment-file":                "405 405 405 405 405 405 405 405 405 405",
    "cases:my-messages":                    "401 404 404 404 404 404 404 422 404 422",
    "cases:my-show":                        "401 404 404 404 404 404 404 422 404 422",
    "cases:my-attachment":                  "401 404 404 404 404 404 404 422 404 404",
    "cases:my-attachment-file":             "405 405 405 405 405 405 405 405 405 405",
    "cases:my-take-away":                   "401 404 404 404 404 404 404 302 404 404",
    "cases:rights":                         "401 422 302 404 404 404 404 404 404 404",
    "cases:goodbye":                        "401 422 302 404 404 404 404 404 404 404",
    "cases:way-back":                       "401 302 302 404 404 404 404 404 404 404",
    "cases:my-download":                    "401 404 404 404 404 404 404 302 404 302",
    "cases:my-file":                        "401 404 404 404 404 404 404 404 404 404",
    "cases:my-rights":                      "401 404 404 404 404 404 404 422 404 422",
    "cases:my-goodbye":                     "401 404 404 404 404 404 404 302 404 302",
    "cases:my-way-back":                    "401 404 404 404 404 404 404 302 404 302",
    "cases:requests":                       "401 403 403 403 403 403 200 403 403 403",
    "cases:request":                        "401 403 403 403 403 403 200 403 403 403",
    "cases:request-acknowledge":            "401 403 403 403 403 403 302 403 403 403",
    "cases:request-extend":                 "401 403 403 403 403 403 422 403 403 403",
    "cases:request-answer":                 "401 403 403 403 403 403 422 403 403 403",
    "cases:request-lift":                   "401 403 403 403 403 403 302 403 403 403",
    "cases:request-read":                   "401 403 403 403 403 403 422 403 403 403",
    "cases:request-mark":                   "401 403 403 403 403 403 404 403 403 403",
    "cases:print":                          "401 200 302 404 404 404 404 404 404 404",
    "cases:calendar-renew":                 "401 302 302 302 403 403 403 403 302 403",
    "cases:calendar":                       "405 405 405 405 405 405 405 405 405 405",
    "cases:reflections":                    "401 200 200 200 403 403 403 403 200 403",
    "cases:reflections-shared":             "401 200 200 200 403 403 403 403 200 403",
    "cases:reflection-new":                 "401 422 422 422 403 403 403 403 422 403",
    "cases:reflection":                     "401 403 404 404 403 403 403 403 404 403",
    "cases:reflection-share":               "401 302 404 404 403 403 403 403 404 403",
    "cases:note-reflect":                   "401 422 302 404 404 404 404 404 404 404",
    "cases:reviews":                        "401 200 200 200 403 403 403 403 200 403",
    "cases:review-new":                     "401 403 422 403 403 403 403 403 403 403",
    "cases:review":                         "401 200 200 404 403 403 403 403 404 403",
    "cases:review-people":                  "401 302 302 404 403 403 403 403 404 403",
    "cases:review-open":                    "401 302 302 404 403 403 403 403 404 403",
    "cases:review-points":                  "401 422 422 404 403 403 403 403 404 403",
    "cases:review-point":                   "401 422 422 404 403 403 403 403 404 403",
    "cases:review-keep":                    "401 403 302 404 403 403 403 403 404 403",
    "cases:review-sign":                    "401 422 422 404 403 403 403 403 404 403",
    "cases:review-print":                   "401 200 200 404 403 403 403 403 404 403",
    "cases:blocked-by-new":                 "401 422 422 404 403 403 403 403 404 403",
    "cases:blocked-by":                     "401 200 200 200 403 403 403 403 200 403",
    "cases:referrals":                      "401 200 200 200 200 403 403 403 200 403",
    "cases:asked":                          "401 404 404 404 422 404 404 404 404 404",
    "cases:reply":                          "422 422 422 422 422 422 422 422 422 422",
    "cases:needs":                          "401 200 302 404 404 404 404 404 404 404",
    "cases:need-add":                       "401 422 302 404 404 404 404 404 404 404",
    "cases:need-end":                       "401 302 302 404 404 404 404 404 404 404",
    "cases:visit-review":                   "401 403 302 404 404 404 404 404 404 404",
    "cases:asks":                          "401 200 302 404 404 404 404 404 404 404",
    "cases:ask-new":                       "401 200 302 404 404 404 404 404 404 404",
    "cases:referral":                      "401 200 302 404 404 404 404 404 404 404",
    "cases:referral-change":               "401 200 302 404 404 404 404 404 404 404",
    "cases:referral-send":                 "401 302 302 404 404 404 404 404 404 404",
    "cases:referral-ask-them":             "401 302 302 404 404 404 404 404 404 404",
    "cases:referral-withdraw":             "401 422 302 404 404 404 404 404 404 404",
    "cases:referral-say":                  "401 422 302 404 404 404 404 404 404 404",
    "cases:referral-hear":                 "401 302 302 404 404 404 404 404 404 404",
    "cases:three-way":                     "401 422 302 404 404 404 404 404 404 404",
    "cases:three-way-sign":                "401 422 302 404 404 404 404 404 404 404",
    "cases:taking-over":                   "401 404 404 404 404 404 404 404 404 404",
    "cases:taking-over-sign":              "401 404 404 404 404 404 404 404 404 404",
    "cases:signpost-new":                  "401 422 302 404 404 404 404 404 404 404",
    "cases:offers":                        "401 200 302 404 404 404 404 404 404 404",
    "cases:offer-look":                    "401 422 302 404 404 404 404 404 404 404",
    "cases:sharing":                       "401 200 302 404 404 404 404 404 404 404",
    "cases:sharing-decide":                "401 422 302 404 404 404 404 404 404 404",
    "cases:disclosure-new":                "401 422 302 404 404 404 404 404 404 404",
    "cases:disclosure-review":             "401 403 302 404 404 404 404 404 404 404",
    "cases:ask-in":                         "401 422 422 422 403 403 403 403 422 403",
    "cases:asked-in":                       "401 422 422 404 403 403 403 403 404 403",
    "cases:privacy-questions":              "401 200 200 200 200 403 200 403 200 403",
    "cases:privacy-question":               "401 422 404 404 404 403 422 403 404 403",
    "cases:privacy-name":                   "401 403 403 403 403 403 422 403 403 403",
    "cases:my-looks":                       "401 404 404 404 404 404 404 200 404 200",
    "cases:my-looks-copy":                  "401 404 404 404 404 404 404 200 404 200",
    "cases:my-look-why":                    "401 404 404 404 404 404 404 302 404 404",
    "cases:my-needs":                       "401 404 404 404 404 404 404 200 404 200",
    "cases:my-need-add":                    "401 404 404 404 404 404 404 422 404 422",
    "cases:my-need-end":                    "401 404 404 404 404 404 404 302 404 404",
    "cases:my-contact":                     "401 404 404 404 404 404 404 302 404 404",
    "cases:my-print":                       "401 404 404 404 404 404 404 200 404 200",
    "cases:my-people":                      "401 404 404 404 404 404 404 200 404 200",
    "cases:my-words":                       "401 404 404 404 404 404 404 302 404 422",
    "cases:my-history":                     "401 404 404 404 404 404 404 200 404 200",
    "cases:my-choice":                      "401 404 404 404 404 404 404 302 404 404",
    "cases:my-suggestion":                  "401 404 404 404 404 404 404 302 404 404",
    "cases:my-asks":                        "401 404 404 404 404 404 404 200 404 200",
    "cases:my-ask-new":                     "401 404 404 404 404 404 404 422 404 422",
    "cases:my-ask":                         "401 404 404 404 404 404 404 422 404 404",
    "cases:my-ask-agree":                   "401 404 404 404 404 404 404 422 404 404",
    "cases:my-ask-stop":                    "401 404 404 404 404 404 404 302 404 404",
    "cases:my-ask-say":                     "401 404 404 404 404 404 404 404 404 404",
    "cases:my-near":                        "401 404 404 404 404 404 404 200 404 200",
    "cases:my-sharing":                     "401 404 404 404 404 404 404 200 404 200",
    "cases:my-sharing-decide":              "401 404 404 404 404 404 404 422 404 422",
    "cases:my-offers":                      "401 404 404 404 404 404 404 422 404 422",
    "cases:my-offer-back":                  "401 404 404 404 404 404 404 302 404 404",
    "cases:my-join":                        "401 404 404 404 404 404 404 422 404 422",
    "cases:my-step-back":                   "401 404 404 404 404 404 404 302 404 404",
    "cases:my-proxy-new":                   "401 404 404 404 404 404 404 422 404 422",
    "cases:my-proxy-end":                   "401 404 404 404 404 404 404 302 404 404",
    "cases:reading":                        "401 404 404 404 404 404 404 404 404 404",
    "cases:reads-for":                      "401 404 404 404 404 404 404 404 404 404",
    "cases:reads-for-stop":                 "401 404 404 404 404 404 404 404 404 404",
    "cases:my-promises":                    "401 404 404 404 404 404 404 200 404 200",
    "cases:my-not-happened":                "401 404 404 404 404 404 404 302 404 404",
    "cases:my-not-so":                      "401 404 404 404 404 404 404 422 404 404",
    "cases:me":                             "401 404 404 404 404 404 404 200 404 200",
    "cases:hopes":                          "401 200 302 404 404 404 404 404 404 404",
    "cases:hope-new":                       "401 422 302 404 404 404 404 404 404 404",
    "cases:hope":                           "401 422 302 404 404 404 404 404 404 404",
    "cases:hope-turn":                      "401 302 302 404 404 404 404 404 404 404",
    "cases:hope-near":                      "401 422 302 404 404 404 404 404 404 404",
    "cases:step-new":                       "401 422 302 404 404 404 404 404 404 404",
    "cases:step":                           "401 302 302 404 404 404 404 404 404 404",
    "cases:step-turn":                      "401 302 302 404 404 404 404 404 404 404",
    "cases:step-easier":                    "401 302 302 404 404 404 404 404 404 404",
    "cases:strength-new":                   "401 422 302 404 404 404 404 404 404 404",
    "cases:strength":                       "401 422 302 404 404 404 404 404 404 404",
    "cases:concern-new":                    "401 422 302 404 404 404 404 404 404 404",
    "cases:concern":                        "401 422 302 404 404 404 404 404 404 404",
    "cases:my-hopes":                       "401 404 404 404 404 404 404 200 404 200",
    "cases:my-hope-new":                    "401 404 404 404 404 404 404 422 404 422",
    "cases:my-hope":                        "401 404 404 404 404 404 404 422 404 404",
    "cases:my-hope-turn":                   "401 404 404 404 404 404 404 302 404 404",
    "cases:my-hope-near":                   "401 404 404 404 404 404 404 422 404 404",
    "cases:my-step-new":                    "401 404 404 404 404 404 404 422 404 404",
    "cases:my-step":                        "401 404 404 404 404 404 404 302 404 404",
    "cases:my-step-turn":                   "401 404 404 404 404 404 404 302 404 404",
    "cases:my-step-easier":                 "401 404 404 404 404 404 404 302 404 404",
    "cases:my-strength-new":                "401 404 404 404 404 404 404 422 404 422",
    "cases:my-strength":                    "401 404 404 404 404 404 404 422 404 404",
    "cases:my-concern-new":                 "401 404 404 404 404 404 404 422 404 422",
    "cases:my-concern":                     "401 404 404 404 404 404 404 422 404 404",
    "language":                             "302 302 302 302 302 302 302 302 302 302",
    "cases:leave":                          "303 303 303 303 303 303 303 303 303 303",
    "cases:api-residents":                  "401 422 422 422 422 422 422 422 422 422",
    "cases:api-resident":                   "401 405 405 405 405 405 405 405 405 405",
    "cases:api-lead":                       "401 422 403 404 404 404 404 422 404 404",
    "cases:api-notes":                      "401 422 422 422 422 422 422 422 422 422",
    "cases:api-note":                       "401 405 405 405 405 405 405 405 405 405",
    "cases:api-statements":                 "401 422 422 422 422 422 422 422 422 422",
    "cases:api-connections":                "401 422 422 422 422 422 422 422 422 422",
    "cases:api-connection":                 "401 405 405 405 405 405 405 405 405 405",
    "cases:api-connection-end":             "401 422 403 404 404 404 404 422 404 404",
    "cases:api-reminders":                  "401 422 422 422 422 422 422 422 422 422",
    "cases:api-reminder-keep":              "401 200 403 404 404 404 404 403 404 404",
    "cases:api-reminder-move":              "401 422 403 404 404 404 404 422 404 404",
    "cases:api-reminder-let-go":            "401 422 403 404 404 404 404 422 404 404",
    "cases:api-referrals":                   "401 422 422 422 422 422 422 422 422 422",
    "cases:api-referral":                    "401 405 405 405 405 405 405 405 405 405",
    "cases:api-referral-await-agreement":    "401 200 403 404 404 404 404 403 404 404",
    "cases:api-referral-send":               "401 200 403 404 403 404 404 403 404 404",
    "cases:api-referral-withdraw":           "401 422 403 404 404 404 404 422 404 404",
    "cases:api-referral-accept":             "401 422 403 404 404 404 404 422 404 404",
    "cases:api-referral-decline":            "401 422 403 404 404 404 404 422 404 404",
    "cases:api-referral-begin":              "401 403 403 404 404 404 404 403 404 404",
    "cases:api-referral-rest":               "401 422 403 404 404 404 404 422 404 404",
    "cases:api-referral-complete":           "401 422 403 404 404 404 404 422 404 404",
    "cases:api-referral-end-early":          "401 422 403 404 404 404 404 422 404 404",
    "cases:api-referral-hear":               "401 422 403 404 404 404 404 422 404 404",
    "cases:api-referral-say":                "401 422 403 404 404 404 404 422 404 404",
    "cases:api-fhir-request":                "401 405 405 405 405 405 405 405 405 405",
    "cases:api-fhir-task":                   "401 405 405 405 405 405 405 405 405 405",
    "cases:api-reflections":                "401 422 422 422 403 403 403 403 422 403",
    "cases:api-reflection":                 "401 405 405 405 405 405 405 405 405 405",
    "cases:api-reflection-share":           "401 200 404 404 404 404 404 404 404 404",
    "cases:api-reflection-reply":           "401 422 404 404 404 404 404 404 404 404",
    "hubs:people":                          "401 403 200 403 403 403 403 403 403 403",
    "hubs:invite":                          "401 403 422 403 403 403 403 403 403 403",
    "hubs:withdraw":                        "401 403 302 403 403 403 403 403 403 403",
    "hubs:timing":                          "401 403 422 403 403 403 403 403 403 403",
    "hubs:membership":                      "401 403 422 403 403 403 403 403 403 403",
    "cases:hub":                            "302 302 302 302 302 302 302 302 302 302",
    "cases:caseloads":                      "401 403 200 403 403 403 403 403 403 403",
    "cases:asks-went":                       "401 403 200 403 403 403 403 403 403 403",
    "cases:asks-blocked-by":                "401 403 422 403 403 403 403 403 403 403",
    "cases:move":                           "401 403 422 403 403 403 403 403 403 403",
    "cases:move-undo":                      "401 403 302 403 403 403 403 403 403 403",
    "cases:work-end":                       "401 403 422 403 403 403 403 403 403 403",
    "hubs:cover":                           "401 403 422 403 403 403 403 403 403 403",
    "hubs:cover-end":                       "401 403 302 403 403 403 403 403 403 403",
    "hubs:invitation":                      "404 404 404 404 404 404 404 404 404 404",
    "hubs:directory":                       "200 200 200 200 200 200 200 200 200 200",
    "hubs:directory-entry":                 "200 200 200 200 200 200 200 200 200 200",
    "hubs:directory-correct":               "422 422 422 422 422 422 422 422 422 422",
    "hubs:directory-keep":                  "401 422 422 422 403 403 403 403 422 403",
    "hubs:directory-know":                  "401 302 302 302 403 403 403 403 302 403",
    "hubs:offer-new":                       "401 422 422 422 403 403 403 403 422 403",
    "hubs:offer":                           "401 422 422 422 403 403 403 403 422 403",
    "hubs:offer-withdraw":                  "401 302 302 302 403 403 403 403 302 403",
    "hubs:corrections":                     "401 200 200 200 403 403 403 403 200 403",
    "hubs:correction":                      "401 422 422 422 403 403 403 403 422 403",
    "hubs:tokens":                          "401 200 200 200 200 200 200 403 200 403",
    "hubs:token-new":                       "401 302 302 302 302 302 302 403 302 403",
    "hubs:token-end":                       "401 302 404 404 404 404 404 404 404 404",
    "hubs:hooks":                            "401 403 403 403 403 403 403 403 403 403",
    "hubs:hook":                             "401 403 403 403 403 403 403 403 403 403",
    "hubs:hook-end":                         "401 403 403 403 403 403 403 403 403 403",
    "hubs:telling-again":                    "401 403 403 403 403 403 403 403 403 403",
    "hubs:feeds":                           "401 403 403 403 403 403 403 403 403 403",
    "hubs:feed":                            "401 403 403 403 403 403 403 403 403 403",
    "hubs:feed-read":                       "401 403 403 403 403 403 403 403 403 403",
    "hubs:feed-nightly":                    "401 403 403 403 403 403 403 403 403 403",
    "hubs:feed-decide":                     "401 403 403 403 403 403 403 403 403 403",
    "hubs:groups":                          "401 403 403 403 403 403 403 403 403 403",
    "hubs:groups-example":                  "401 403 403 403 403 403 403 403 403 403",
    "hubs:groups-list":                     "401 403 403 403 403 403 403 403 403 403",
    "hubs:groups-bring":                    "401 403 403 403 403 403 403 403 403 403",
    "hubs:groups-throw-away":               "401 403 403 403 403 403 403 403 403 403",
    "hubs:oruk":                            "405 405 405 405 405 405 405 405 405 405",
    "hubs:oruk-services":                   "405 405 405 405 405 405 405 405 405 405",
    "hubs:oruk-service":                    "405 405 405 405 405 405 405 405 405 405",
    "hubs:oruk-organizations":              "405 405 405 405 405 405 405 405 405 405",
    "hubs:oruk-organization":               "405 405 405 405 405 405 405 405 405 405",
    "hubs:oruk-places":                     "405 405 405 405 405 405 405 405 405 405",
    "hubs:oruk-place":                      "405 405 405 405 405 405 405 405 405 405",
    "hubs:oruk-taxonomies":                 "405 405 405 405 405 405 405 405 405 405",
    "hubs:oruk-taxonomy":                   "405 405 405 405 405 405 405 405 405 405",
    "hubs:oruk-terms":                      "405 405 405 405 405 405 405 405 405 405",
    "hubs:oruk-term":                       "405 405 405 405 405 405 405 405 405 405",
}  # fmt: skip


MY_ASK = ["", "-agree", "-stop", "-say"]
OF_AN_ASK = ["", "-change", "-send", "-ask-them", "-withdraw", "-say", "-hear"]


def names(patterns=None, space="") -> set[str]:
    """The name of every address there is."""
    found = set()
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLPattern):
            found.add(f"{space}{entry.name}")
        else:
            inside = f"{entry.namespace}:" if entry.namespace else ""
            found |= names(entry.url_patterns, space + inside)
    return found


@pytest.fixture
def cast(amina, bev, sam, pat, carol, diya, joe, record, world):
    former = make.worker("Fay Moss", world.marsh_end)
    with acting_as(amina):
        Connection.objects.create(
            resident=record,
            user=former,
            part="lead",
            since=record.made_at,
            until=record.made_at,
        )
    dots = make.resident("Dot", by=sam)
    return {
        "street": None,
        "amina": amina,
        "bev": bev,
        "sam": sam,
        "pat": pat,
        "carol": carol,
        "diya": diya,
        "joe": joe,
        "former": former,
        "dot": make.door(dots, by=sam),
    }


@pytest.fixture
def address_of(record, amina, joe, bev, world):
    """Joe's own ids in every address that takes one."""
    with acting_as(amina):
        point = residents.reach_by(
            ContactPoint(resident=record, channel="mobile", value="07700 900123"), by=amina
        )
        promise = promises.promise(
            record, by=amina, what="I'll ring", due=promises.timezone.localdate()
        )
        note = Note.objects.get()
        sister = circle.join(record, by=amina, person="Maureen", part="family")
        need = needs.adjust(record, by=amina, what="Wait for the words")
        visit = needs.visit(record, by=amina, text="Her brother", withheld="somebody_else")
        ask = asks.draft(record, by=amina, organisation=world.advice, what_for="To know.")
        told = sharing.disclose(
            record,
            by=amina,
            what="The letter",
            to_whom="The police",
            why="serious_crime",
            reason="His brother took it.",
            told_resident=False,
            not_told_because="His brother reads it too.",
            withheld="crime",
        )
    with acting_as(joe):
        _first, _later, aside = (
            words.say(record, "most_important", Words(text), by=joe, base=base)
            for text, base in [("A", None), ("B", None), ("C", None)]
        )
    with acting_as(amina):
        suggestion = words.write_down(record, "most_important", Words("D"), by=amina, base=None)
        thought = reflections.reflect(by=amina, what_next="Go with him once more.")
        calendar.renew(by=amina, instead_of=None)
        token = feed.address_of(amina)[0].rpartition("/")[2].removesuffix(".ics")
        ask = asks.draft(record, by=amina, organisation=world.advice, what_for="Debts")
        waits = DoorCode.objects.create(resident=record, by=amina, way="later")
    make.token(amina)
    with acting_as(amina):
        api_token = ApiToken.objects.get()
    library, wrong = Service.objects.create(name="Library"), new_id()
    corrections.suggest(library, what="It moved.", contact="", key=wrong)
    hope = make.hope(record, by=amina)
    step = make.step(hope, by=amina)
    strength = make.strength(record, by=amina)
    weight = make.weight(record, by=amina)
    section = {"section": "most_important"}
    picture = {"attachment_id": make.shown(record, by=joe).pk}
    tom = make.worker("Tom Hale", None, role="practitioner", at=world.advice)
    handed = make.to_hand_over(record, by=amina, taker=tom)
    given = make.offer(record, by=joe)
    read_by = make.proxy(record, by=joe)
    ids = {
        "cases:attachment": picture,
        "cases:attachment-file": picture,
        "cases:offer-look": {"offer_id": given.pk},
        "cases:words-write": section,
        "cases:words-beside": section,
        "cases:words-together": section,
        "cases:words-history": section,
        "cases:connection": {"connection_id": sister.pk},
        "cases:connection-lead": {"connection_id": sister.pk},
        "cases:connection-end": {"connection_id": sister.pk},
        "cases:contact-change": {"point_id": point.pk},
        "cases:invite-end": {"code_id": waits.pk},
        "cases:proxy-end": {"proxy_id": read_by.pk},
        "cases:note-correct": {"note_id": note.pk},
        "cases:note-in-error": {"note_id": note.pk},
        "cases:note-reflect": {"note_id": note.pk},
        "cases:promise-keep": {"promise_id": promise.pk},
        "cases:promise-move": {"promise_id": promise.pk},
        "cases:promise-let-go": {"promise_id": promise.pk},
        "cases:hope": {"hope_id": hope.pk},
        "cases:hope-turn": {"hope_id": hope.pk},
        "cases:hope-near": {"hope_id": hope.pk},
        "cases:step-new": {"hope_id": hope.pk},
        "cases:step": {"step_id": step.pk},
        "cases:step-turn": {"step_id": step.pk},
        "cases:step-easier": {"step_id": step.pk},
        "cases:strength": {"strength_id": strength.pk},
        "cases:concern": {"concern_id": weight.pk},
        "cases:need-add": {"noun": "access"},
        "cases:need-end": {"noun": "adjustment", "row_id": need.pk},
        "cases:visit-review": {"row_id": visit.pk},
        "cases:disclosure-review": {"disclosure_id": told.pk},
        **{f"cases:referral{verb}": {"referral_id": ask.pk} for verb in OF_AN_ASK},
        "cases:three-way": {"referral_id": handed.pk},
        "cases:three-way-sign": {"referral_id": handed.pk},
    }
    at_hub = {"hub_id": world.marsh_end.pk}
    with acting_as(bev):
        invitation = make.invitation(world.marsh_end, by=bev)
        cover = make.cover(world.marsh_end, by=bev, who=bev, instead_of=amina, starts_in=9)
        works = {"membership_id": Membership.objects.at(world.marsh_end).get(user=amina).pk}
    spare = make.worker("Una Poole", world.marsh_end)
    ivy = make.resident("Ivy", by=spare)
    moved = make.hand_over(world.marsh_end, ivy, by=bev, giver=spare, taker=bev)
    of_hub = {
        "hubs:people": at_hub,
        "hubs:invite": at_hub,
        "hubs:timing": at_hub,
        "hubs:withdraw": at_hub | {"invitation_id": invitation.pk},
        "hubs:membership": at_hub | works,
        "cases:hub": at_hub,
        "cases:caseloads": at_hub,
        "cases:asks-went": at_hub,
        "cases:asks-blocked-by": at_hub,
        "cases:move": at_hub | works,
        "cases:move-undo": at_hub | {"hand_over_id": moved.pk},
        "cases:work-end": at_hub | works,
        "hubs:cover": at_hub,
        "hubs:cover-end": at_hub | {"cover_id": cover.pk},
        "hubs:invitation": {"secret": "nobody-sent-this"},
    }
    of_programs = {
        "cases:api-note": {"note_id": note.pk},
        "cases:api-connection": {"connection_id": sister.pk},
        "cases:api-connection-end": {"connection_id": sister.pk},
        "cases:api-reflection": {"reflection_id": thought.pk},
        "cases:api-reflection-share": {"reflection_id": thought.pk},
        "cases:api-reflection-reply": {"reflection_id": thought.pk},
        "hubs:token-end": {"token_id": api_token.pk},
        "hubs:directory-entry": {"entry_id": library.pk},
        "hubs:directory-correct": {"entry_id": library.pk},
        "hubs:directory-keep": {"entry_id": library.pk},
        "hubs:directory-know": {"entry_id": library.pk},
        "hubs:correction": {"correction_id": wrong},
        **{
            name: {"referral_id": ask.pk}
            for name in [
                "cases:api-referral",
                "cases:api-fhir-request",
                "cases:api-fhir-task",
                *(f"cases:api-referral-{verb}" for verb in VERBS),
            ]
        },
        "hubs:hook": {"hook_id": new_id()},
        "hubs:hook-end": {"hook_id": new_id()},
        "hubs:telling-again": {"telling_id": new_id()},
        "cases:api-reminder-keep": {"promise_id": promise.pk},
        "cases:api-reminder-move": {"promise_id": promise.pk},
        "cases:api-reminder-let-go": {"promise_id": promise.pk},
    }
    of_programs |= in_the_directory()
    about_joe = ABOUT_A_RESIDENT | ids.keys()
    ids |= {name.replace(":", ":my-"): ids[name] for name in BEHIND_BOTH_DOORS & ids.keys()}
    with acting_as(bev):
        review = reviews.begin(amina, by=bev)
        reviews.choose(review, by=bev, residents={record.pk})
        talk = reviews.add_point(review, by=bev, what="The rota.", action="Ring them.")
    helped = make.helped(record, by=amina)
    asked_in = make.asked_in(record, by=spare, lead=amina)
    with acting_as(amina):
        access.open_resident(amina, record.pk)
    asked_why = make.asked_why(record, by=joe, reader=amina)
    not_named = make.not_named(record, reader=amina)
    a_review = {"review_id": review.pk}
    a_point = a_review | {"point_id": talk.pk}
    caseload = make.caseload("Name\nLeroy\n", by=amina)
    line = make.first_line(caseload, by=amina)
    a_list = {"list_id": caseload.pk}
    ask = make.ask(record, by=amina, organisation=world.advice)
    make.reply_link(ask, "we-wrote-this")
    with acting_as(joe):
        asked_by_law = requests.ask(record, by=joe, kind="see", words="", key=new_id())
    a_request = {"request_id": asked_by_law.pk}
    ids |= (
        of_programs
        | of_hub
        | {
            **{
                f"cases:request{verb}": a_request
                for verb in ["", "-acknowledge", "-extend", "-answer", "-lift", "-read"]
            },
            "cases:request-mark": a_request | {"note_id": new_id()},
            "cases:my-file": {"ticket": "nobody-signed-this"},
            "cases:import-list": a_list,
            "cases:import-choose": a_list | {"row_id": line.pk},
            "cases:import-bring": a_list,
            "cases:import-throw-away": a_list,
            "cases:import-undo": a_list,
            "cases:review": a_review,
            "cases:review-people": a_review,
            "cases:review-open": a_review | {"resident_id": record.pk},
            "cases:review-points": a_review,
            "cases:review-point": a_point,
            "cases:review-keep": a_point,
            "cases:review-sign": a_review,
            "cases:review-print": a_review,
            "cases:blocked-by-new": a_point,
            "cases:calendar": {"token": token},
            "cases:asked": {"referral_id": ask.pk},
            "cases:taking-over": {"referral_id": handed.pk},
            "cases:taking-over-sign": {"referral_id": handed.pk},
            "cases:reply": {"token": "we-wrote-this"},
            "cases:reflection": {"reflection_id": thought.pk},
            "cases:reflection-share": {"reflection_id": thought.pk},
            "cases:my-words": section,
            "cases:my-show": section,
            "cases:my-take-away": picture,
            "cases:my-history": section,
            "cases:my-choice": {"statement_id": aside.pk},
            "cases:my-suggestion": {"suggestion_id": suggestion.pk},
            **{f"cases:my-ask{verb}": {"referral_id": helped.pk} for verb in MY_ASK},
            "cases:my-offer-back": {"offer_id": given.pk},
            "cases:my-step-back": {"connection_id": sister.pk},
            "cases:my-not-happened": {"promise_id": promise.pk},
            "cases:my-not-so": {"noun": "note", "entry_id": note.pk},
            "cases:my-need-add": {"noun": "access"},
            "cases:my-need-end": {"noun": "adjustment", "row_id": need.pk},
            "cases:my-contact": {"point_id": point.pk},
            "cases:my-look-why": {"look_id": asked_why.look_id},
            "cases:asked-in": {"asking_id": asked_in.pk},
            "cases:privacy-question": {"question_id": asked_why.pk},
            "cases:privacy-name": {"name_id": not_named.pk},
        }
    )

    def address(name: str) -> str:
        return reverse(
            name,
            kwargs=({"resident_id": record.pk} if name in about_joe else {})
            | ids.get(name, {})
            | FRAMEWORK_IDS.get(name, {}),
            query={"resident": record.pk} if name in ASKED_OF_A_RESIDENT else None,
        )

    return address


def in_the_directory() -> dict[str, dict]:
    """The ids of one of everything that exists nearby."""
    source = FeedSource.objects.create(name="Town", url="https://town.example")
    friends = Organisation.objects.create(name="Friends of the quay")
    warm = Service.objects.create(name="Warm room", organization=friends)
    van = Offer.objects.create(organisation=friends, kind="thing", title="A van")
    conflict = FieldConflict.objects.create(
        feed=source, about_type="Service", about_id=warm.pk, field="fees"
    )
    rows = {
        "service": warm,
        "organization": friends,
        "place": ServiceAtLocation.objects.create(service=warm),
        "taxonomy": Taxonomy.objects.create(name="Needs"),
        "term": TaxonomyTerm.objects.create(name="Warmth"),
    }
    return {f"hubs:oruk-{name}": {"row_id": row.pk} for name, row in rows.items()} | {
        "hubs:offer-new": {"entry_id": friends.pk},
        "hubs:offer": {"entry_id": friends.pk, "offer_id": van.pk},
        "hubs:offer-withdraw": {"entry_id": friends.pk, "offer_id": van.pk},
        "hubs:feed": {"feed_id": source.pk},
        "hubs:feed-read": {"feed_id": source.pk},
        "hubs:feed-nightly": {"feed_id": source.pk},
        "hubs:feed-decide": {"conflict_id": conflict.pk},
        **{
            f"hubs:groups-{name}": {"list_id": source.pk}
            for name in ("list", "bring", "throw-away")
        },
    }


ASKED_OF_A_RESIDENT = {
    "cases:api-notes",
    "cases:api-statements",
    "cases:api-connections",
    "cases:api-reminders",
}
ABOUT_A_RESIDENT = {
    *("cases:asks", "cases:ask-new", "cases:sharing", "cases:sharing-decide"),
    *("cases:disclosure-new", "cases:signpost-new", "cases:offers"),
    "cases:api-resident",
    "cases:api-lead",
    "cases:record",
    "cases:why",
    "cases:about",
    "cases:circle",
    "cases:circle-add",
    "cases:contact",
    *("cases:invite", "cases:proxy-new", "cases:reads-for", "cases:reads-for-stop"),
    "cases:needs",
    "cases:notes",
    "cases:life",
    "cases:messages",
    "cases:print",
    *("cases:goodbye", "cases:rights", "cases:way-back"),
    "cases:promises",
    "cases:rest",
    "cases:rest-end",
    "cases:what-matters",
    "cases:hopes",
    "cases:hope-new",
    "cases:strength-new",
    "cases:concern-new",
}
BEHIND_BOTH_DOORS = {name.replace(":my-", ":") for name in GET if ":my-" in name} & GET.keys()
FRAMEWORK_IDS = {
    "mfa_edit_webauthn": {"pk": 1},
    "mfa_remove_webauthn": {"pk": 1},
    "account_reset_password_from_key": {"uidb36": "a", "key": "b-c"},
}


def test_every_address_is_in_the_oracle():
    assert names() == GET.keys()


@pytest.mark.parametrize("name", GET)
def test_each_of_the_cast_finds_the_doors_that_are_theirs(name, cast, address_of, browse):
    found = [browse(cast[who]).get(address_of(name)).status_code for who in CAST]
    assert dict(zip(CAST, found, strict=True)) == expected(GET[name])


@pytest.mark.parametrize("name", POST)
def test_each_of_the_cast_may_do_what_is_theirs(name, cast, address_of, browse):
    sent = {"content_type": "application/json"} if ":api-" in name else {}
    found = [browse(cast[who]).post(address_of(name), **sent).status_code for who in CAST]
    assert dict(zip(CAST, found, strict=True)) == expected(POST[name])


def test_each_of_the_cast_finds_the_names_and_words_that_are_theirs(cast, address_of, browse):
    """Joe's name, and a word he said: who sees the one, and who the other."""
    found = {}
    for who in CAST[1:]:
        client = browse(cast[who])
        pages = [
            client.get(reverse("cases:search", query={"q": asked})) for asked in ["joe", "warm"]
        ]
        if pages[0].status_code == 200:
            found[who] = tuple(
                "".join(kind[0] for kind in ["people", "said"] if page.context[kind])
                for page in pages
            )
    assert found == {
        "amina": ("p", "s"),
        "bev": ("p", ""),
        "sam": ("", ""),
        "former": ("", ""),
    }


@pytest.mark.parametrize("name", sorted(ABOUT_A_RESIDENT))
def test_a_made_up_id_is_answered_like_a_stranger(name, cast, browse):
    address = reverse(name, args=[uuid.uuid4()])
    only_forms = {
        "cases:rest-end",
        "cases:reads-for-stop",
        "cases:api-lead",
        "cases:sharing-decide",
        "cases:way-back",
    }
    expected = 405 if name in only_forms else 404
    assert [browse(cast[who]).get(address).status_code for who in CAST[1:]] == [expected] * 9


@pytest.mark.parametrize(
    "name",
    [
        "cases:connection",
        "cases:connection-end",
        "cases:connection-lead",
        "cases:contact-change",
        "cases:note-correct",
        "cases:promise-move",
        "cases:hope",
        "cases:step",
        "cases:strength",
        "cases:concern",
        "cases:note-reflect",
        "cases:need-end",
        "cases:referral",
        "cases:referral-change",
        "cases:referral-withdraw",
        "cases:referral-hear",
        "cases:three-way",
        "cases:attachment",
        "cases:attachment-file",
        "cases:offer-look",
    ],
)
def test_an_id_of_somebody_elses_record_opens_nothing(name, cast, address_of, sam, browse):
    """Sam, in a record of his own, with the ids of Joe's things."""
    theirs = make.resident("Leroy", by=sam)
    address = address_of(name)
    resident_id = address.split("/")[2]
    answer = browse(sam).get(address.replace(resident_id, str(theirs.pk)))
    assert answer.status_code == 404


ONES_OWN = [*sorted(name for name in GET if ":my-" in name), "cases:me"]


def test_every_page_of_ones_own_has_a_neutral_title_and_is_kept_by_no_browser(
    cast, address_of, browse
):
    client = browse(cast["joe"])
    answers = [client.get(address_of(name)) for name in ONES_OWN]
    pages = [
        answer
        for answer in answers
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    ]
    titles = {re.search(r"<title>(.*)</title>", page.content.decode())[1] for page in pages}
    assert titles == {"My page – Relational"}
    assert [page for page in pages if "no-store" not in page.headers["Cache-Control"]] == []
    desk = browse(cast["amina"])
    about_joe = [desk.get(address_of(name)) for name in sorted(ABOUT_A_RESIDENT)]
    assert [page for page in about_joe if "no-store" not in page.headers["Cache-Control"]] == []


NEVER = re.compile(r"eligib|threshold|tier|score|risk|rank|overdue|days_open|(^|_)age($|_)")
BY_WORKER = re.compile(
    r"group by [^()]*\b(author_id|by_id|user_id|reader_id|who_id|lead_id)\b"
    r"|\(select count\(\*\)[^()]*\b(author_id|by_id|user_id|reader_id|who_id)\b",
    re.IGNORECASE,
)
# The one page that counts by worker, for who runs the team: see cases/carrying.py.
COUNTS_BY_WORKER = {"cases:caseloads"}
BY_SIZE = re.compile(r"order by [^()]*\b(count|sum|avg|promised|people|full)\b", re.IGNORECASE)


@pytest.mark.parametrize("name", GET)
def test_no_page_holds_a_score_an_age_or_a_sum_by_worker(name, cast, address_of, browse):
    """Read in what every page is given to show, and in the questions it asks the database."""
    for who in ["amina", "bev", "joe"]:
        with CaptureQueriesContext(connection) as asked:
            answer = browse(cast[who]).get(address_of(name))
        assert [word for word in words_in(answer.context) if NEVER.search(word)] == []
        counts = [query["sql"] for query in asked if BY_WORKER.search(query["sql"])]
        assert counts == [] or (name in COUNTS_BY_WORKER and who == "bev")
        assert [query["sql"] for query in asked if BY_SIZE.search(query["sql"])] == []


def words_in(contexts) -> set[str]:
    """The names of all that a page was given: of its contexts, and of the rows in them."""
    found = set()
    for told in (layer for context in contexts or [] for layer in context):
        found |= set(told)
        for value in told.values():
            for row in value if isinstance(value, list | tuple) else [value]:
                if dataclasses.is_dataclass(row):
                    found |= {field.name for field in dataclasses.fields(row)}
                elif isinstance(row, dict):
                    found |= {str(key) for key in row}
    return found


def expected(line: str) -> dict[str, int]:
    return dict(zip(CAST, map(int, line.split()), strict=True))
