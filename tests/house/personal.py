"""Every field of every model, once: personal (scrubbed from copies, exported to the person), or harmless."""


def _of(lists: dict[str, str]) -> set[str]:
    return {f"{model}.{field}" for model, fields in lists.items() for field in fields.split()}


PERSONAL = _of(
    {
        "kernel.User": "password last_login email phone display_name pronouns language",
        "kernel.AuditEvent": "who_id who_name about_id resident_id chain",
        "kernel.TrailHead": "chain",
        "kernel.TrailSeal": "heads",
        "kernel.AccessLog": "reader reader_name resident_id reason",
        "kernel.Letter": "to about_id",
        "hubs.Membership": "user full",
        "cases.Resident": "known_as full_name other_names pronouns date_of_birth date_of_birth_precision language interpreter place user state last_heard_at",
        "cases.ContactPoint": "resident channel value safe_to_contact ok_to_leave_message best_times",
        "cases.Connection": "resident user part since until",
        "cases.Note": "resident author happened_at mode their_words what_we_heard agreed told_again withheld supersedes correction_reason entered_in_error",
        "cases.Reminder": "resident note by what due state why settled_at moved_to reminded_at",
        "cases.Statement": "resident section text dont language voice supported_by how_completed agreed_at signed author supersedes from_suggestion",
        "cases.Suggestion": "resident section against text dont language author state decided_by decided_at signed",
        "cases.StaffView": "resident section text author supersedes",
        "cases.Pause": "resident by reason since until",
    }
)
HARMLESS = _of(
    {
        "kernel.User": "id made_at is_active",
        "kernel.AuditEvent": "id made_at who_role verb about_type request_id at seq previous digest",
        "kernel.TrailHead": "seq digest sealed_seq",
        "kernel.TrailSeal": "id at events previous digest",
        "kernel.AccessLog": "id made_at role organisation section purpose at quarter",
        "kernel.Letter": "id made_at kind channel due state tries claimed_at sent_at provider_id dedupe_key",
        "kernel.Pulse": "name at",
        "hubs.Place": "id made_at name",
        "hubs.Organisation": "id made_at name kind",
        "hubs.Hub": "id made_at name address organisation place quiet_from quiet_until",
        "hubs.Team": "id made_at name hub",
        "hubs.Membership": "id made_at organisation hub team role starts ends",
        "cases.Resident": "id made_at hub",
        "cases.ContactPoint": "id made_at",
        "cases.Connection": "id made_at",
        "cases.Note": "id made_at",
        "cases.Reminder": "id made_at",
        "cases.Statement": "id made_at number set_aside settled_at",
        "cases.Suggestion": "id made_at",
        "cases.StaffView": "id made_at",
        "cases.Pause": "id made_at",
    }
)
