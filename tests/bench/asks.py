"""`python -m tests.bench.asks`: how long the nightly pass over ten thousand asks takes, and its statements."""

from __future__ import annotations

import argparse
import datetime
import statistics
import time

from tests.bench import town

# Asks of which each is that many days old, so that every part of the pass has some to do.
DAYS_OLD = [0, 1, 2, 5, 7, 9, 12, 15, 16, 20, 25, 30, 35, 40, 60]
PLANT = """
with people as (
    select r.id, c.user_id, row_number() over (order by r.id) as nth
      from cases_resident r join cases_connection c on c.resident_id = r.id and c.part = 'lead'
                                                   and c.until is null and c.user_id is not null
     where r.state <> 'ended' order by r.id limit %(asks)s
), organisations as (
    select id, row_number() over (order by id) as nth, count(*) over () as many
      from hubs_organisation where email <> ''
), asked as (
    insert into cases_referral (id, made_at, resident_id, kind, asked_by_id, organisation_id,
        what_for, how_best, urgency, sections, override, override_why, state, sent_at, meeting,
        meets, outcome, heard)
    select uuidv7(), now(), p.id, 'pull_in', p.user_id, o.id, 'Help with a form.', '', 'routine',
           '{}', '', '', 'draft',
           now() - make_interval(days => (%(ages)s::int[])[1 + p.nth %% %(many)s]), '', '', '', ''
      from people p join organisations o on o.nth = 1 + p.nth %% o.many
    returning id, asked_by_id, sent_at
), begun as (
    insert into cases_referralevent (id, made_at, referral_id, number, before, after, party, reason,
                                     words, by_id, by_name, at)
    select uuidv7(), now(), id, 1, '', 'draft', 'asks', '', '', asked_by_id, '', sent_at from asked
)
select count(*) from asked
"""
SEND = """
with sent as (update cases_referral set state = 'sent' where state = 'draft' returning id)
insert into cases_referralevent (id, made_at, referral_id, number, before, after, party, reason,
                                 words, by_id, by_name, at)
select uuidv7(), now(), r.id, 2, 'draft', 'sent', 'asks', '', '', r.asked_by_id, '', r.sent_at
  from sent join cases_referral r on r.id = sent.id
"""
ANSWER = """
with yes as (
    select id, organisation_id, sent_at from cases_referral where state = 'sent'
     order by id limit %(yes)s
), moved as (
    update cases_referral r set state = 'accepted' from yes where yes.id = r.id returning r.id
)
insert into cases_referralevent (id, made_at, referral_id, number, before, after, party, reason,
                                 words, by_name, at)
select uuidv7(), now(), y.id, 3, 'sent', 'accepted', 'answers', '', 'Monday', '', y.sent_at
  from yes y join moved on moved.id = y.id
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--asks", type=int, default=10_000, help="how many wait for an answer")
    options = town.options(parser)
    town.prepare(options)

    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone

    from cases.actions import ask_clock
    from hubs.working_days import is_working_day
    from relational.embedded import Postgres

    now = timezone.now()
    while not is_working_day(timezone.localdate(now), "ENG"):
        now += datetime.timedelta(days=1)

    def plant(asks: int) -> None:
        folder = options.data or town.PROJECT / ".data" / f"bench-{options.residents}"
        with Postgres(folder.resolve() / "postgres").connect("relational") as owner:
            owner.execute("truncate cases_referral, cases_asknudge, kernel_letter cascade")
            owner.execute("update hubs_organisation set email = 'office@bench.example'")
            values = {"asks": asks, "ages": DAYS_OLD, "many": len(DAYS_OLD), "yes": asks // 5}
            for statement in (PLANT, SEND):
                owner.execute(statement, values)
            owner.execute(ANSWER, values)
            planted = owner.execute("select count(*) from cases_referral").fetchone()
            assert planted == (asks,), planted
        with Postgres(folder.resolve() / "postgres").connect("relational") as owner:
            owner.execute("analyze")

    def a_pass() -> tuple[float, int, int]:
        with CaptureQueriesContext(connection) as statements:
            began = time.perf_counter()
            done = ask_clock.go_on(now)
            took = time.perf_counter() - began
        return took, done, len(statements)

    for asks in (options.asks // 10, options.asks):
        plant(asks)
        took, done, statements = a_pass()
        again = [a_pass() for _ in range(5)]
        later = statistics.median(each[0] for each in again)
        print(
            f"{asks} asks: the first pass {took:.2f} s, {done} done, {statements} statements; "
            f"the next ones {later:.2f} s, {again[-1][2]} statements"
        )


if __name__ == "__main__":
    main()
