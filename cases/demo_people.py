"""Who signs in to the demo, as its front page lists them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PASSWORD = "neighbourhood"  # noqa: S105 - the demo's doors are open on purpose


@dataclass(frozen=True)
class SignIn:
    email: str
    name: str
    what: str | Promise


SIGN_INS = [
    SignIn(
        "amina@demo.example", "Amina", _("walks with fourteen people in Marsh End. Begin here.")
    ),
    SignIn("joe@demo.example", "Joe", _("lives in Marsh End. His own page, on his own phone.")),
    SignIn("bev@demo.example", "Bev", _("leads the hub in Marsh End.")),
    SignIn("sam@demo.example", "Sam", _("walks with people in Hillfoot. A stranger to Joe.")),
    SignIn("pat@demo.example", "Pat", _("gives advice about debts at Clearwater.")),
    SignIn("carol@demo.example", "Carol", _("commissions services for the council.")),
    SignIn("diya@demo.example", "Diya", _("guards people’s privacy.")),
    SignIn("ade@demo.example", "Ade", _("keeps the directory, and reads those of others.")),
]
