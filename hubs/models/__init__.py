"""Places, people at work, who may come in by program, and what exists nearby."""

from hubs.models.blocker import Blocker
from hubs.models.correction import Correction
from hubs.models.directory import (
    Accessibility,
    Address,
    Attribute,
    Contact,
    CostOption,
    Funding,
    KnownBy,
    Language,
    Location,
    OrganizationIdentifier,
    Phone,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    Taxonomy,
    TaxonomyTerm,
    email_of,
    emails_of,
    public_organisations,
)
from hubs.models.feed import FeedSource, FieldConflict, ImportFault, ImportRun, ImportSeen
from hubs.models.group_list import GroupList
from hubs.models.hook import Hook, Telling
from hubs.models.offer import Offer
from hubs.models.organisation import SOUNDS_ALIKE, Organisation
from hubs.models.postcode import PostcodePlace
from hubs.models.token import ApiToken
from hubs.models.work import (
    MOST_DAYS,
    MOST_WEEKS,
    Cover,
    Hub,
    Invitation,
    Membership,
    Place,
    Role,
    Team,
)

__all__ = [
    "MOST_DAYS",
    "MOST_WEEKS",
    "SOUNDS_ALIKE",
    "Accessibility",
    "Address",
    "ApiToken",
    "Attribute",
    "Blocker",
    "Contact",
    "Correction",
    "CostOption",
    "Cover",
    "FeedSource",
    "FieldConflict",
    "Funding",
    "GroupList",
    "Hook",
    "Hub",
    "ImportFault",
    "ImportRun",
    "ImportSeen",
    "Invitation",
    "KnownBy",
    "Language",
    "Location",
    "Membership",
    "Offer",
    "Organisation",
    "OrganizationIdentifier",
    "Phone",
    "Place",
    "PostcodePlace",
    "Role",
    "Schedule",
    "Service",
    "ServiceArea",
    "ServiceAtLocation",
    "Taxonomy",
    "TaxonomyTerm",
    "Team",
    "Telling",
    "email_of",
    "emails_of",
    "public_organisations",
]
