"""What was sent stays as it was sent: the ground it was shared on, and whom it was asked with, too."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0026_moves_of_the_table"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="referral",
            name="sent_stays",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="sent_stays",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    if old.state not in ('draft', 'awaiting_agreement')\n       and (new.resident_id, new.kind, new.asked_by_id, new.organisation_id, new.service_id,\n            new.what_for, new.how_best, new.urgency, new.sections, new.hope_id, new.override,\n            new.override_why, new.asked_together, new.tried_before_id)\n           is distinct from\n           (old.resident_id, old.kind, old.asked_by_id, old.organisation_id, old.service_id,\n            old.what_for, old.how_best, old.urgency, old.sections, old.hope_id, old.override,\n            old.override_why, old.asked_together, old.tried_before_id) then\n        raise exception 'what was sent is not changed' using errcode = 'check_violation';\n    end if;\n    return new;\n",
                    hash="82d08995f4deb7e6f8bec65e89e5dddbb7e8ba15",
                    operation="UPDATE",
                    pgid="pgtrigger_sent_stays_1b7dc",
                    table="cases_referral",
                    when="BEFORE",
                ),
            ),
        ),
    ]
