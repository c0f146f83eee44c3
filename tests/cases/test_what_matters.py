"""What matters, in their words: nobody's words are lost, and nobody changes somebody else's."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.utils import IntegrityError, ProgrammingError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.actions import what_matters as words
from cases.actions.what_matters import Words, shown
from cases.models import Section, StaffView, Statement, Suggestion, Voice
from hubs.access import Refused
from relational.kernel.base import new_id
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db
TOP = Section.MOST_IMPORTANT
DOS = Section.PLEASE_DO_AND_DO_NOT


def say(joe, record, text, base=None, **more) -> Statement:
    with acting_as(joe):
        return words.say(record, TOP, Words(text), by=joe, base=base, **more)


def latest(record, by) -> str:
    with acting_as(by):
        statement = shown(record, TOP)
        return statement.text if statement else ""


def history(record, by) -> set[str]:
    with acting_as(by):
        return set(record.statements.values_list("text", flat=True)) | set(
            record.suggestions.values_list("text", flat=True)
        )


def test_the_sections_stand_in_the_order_of_about_me():
    assert Section.values == [
        "most_important",
        "people_important",
        "how_to_communicate",
        "my_wellness",
        "please_do_and_do_not",
        "how_to_support",
        "also_worth_knowing",
    ]


def test_a_resident_changes_their_words_without_asking_and_the_old_ones_are_kept(record, joe):
    first = say(joe, record, "Biscuit.")
    say(joe, record, "Biscuit, and my plot.", base=first.pk)
    assert latest(record, joe) == "Biscuit, and my plot."
    assert history(record, joe) == {"Biscuit.", "Biscuit, and my plot."}


def test_saying_the_same_again_is_no_new_version(record, joe):
    first = say(joe, record, "Biscuit.")
    assert say(joe, record, "Biscuit.", base=first.pk) == first


def test_a_worker_writes_the_first_words_with_support(record, amina, joe):
    with acting_as(amina):
        statement = words.write_down(record, TOP, Words("Biscuit."), by=amina, base=None)
    assert (statement.voice, statement.supported_by) == (Voice.WITH_SUPPORT, "Amina Yusuf")
    assert latest(record, joe) == "Biscuit."


def test_a_workers_edit_of_a_residents_words_becomes_a_suggestion(record, amina, joe):
    say(joe, record, "Biscuit.")
    with acting_as(amina):
        made = words.write_down(record, TOP, Words("His dog."), by=amina, base=None)
    assert isinstance(made, Suggestion)
    assert latest(record, amina) == "Biscuit."


@pytest.mark.parametrize(
    ("taken", "text", "state"),
    [(None, "Biscuit, my dog.", "taken"), (Words("My dog Biscuit."), "My dog Biscuit.", "changed")],
)
def test_a_resident_takes_a_suggestion_as_it_is_or_with_changes(
    taken, text, state, record, amina, joe
):
    say(joe, record, "Biscuit.")
    with acting_as(amina):
        suggestion = words.write_down(record, TOP, Words("Biscuit, my dog."), by=amina, base=None)
    with acting_as(joe):
        statement = words.take(suggestion, by=joe, words=taken)
        assert words.take(suggestion, by=joe) == statement  # twice is once
        assert Suggestion.objects.get().state == state
    assert latest(record, amina) == text


def test_a_suggestion_left_changes_nothing_and_stays_in_the_history(record, amina, joe):
    say(joe, record, "Biscuit.")
    with acting_as(amina):
        suggestion = words.write_down(record, TOP, Words("His dog."), by=amina, base=None)
    with acting_as(joe):
        words.leave(suggestion, by=joe)
    assert latest(record, joe) == "Biscuit."
    assert history(record, joe) == {"Biscuit.", "His dog."}


def test_a_suggestion_to_words_that_changed_meanwhile_is_still_theirs_to_take(record, amina, joe):
    first = say(joe, record, "Biscuit.")
    with acting_as(amina):
        suggestion = words.write_down(record, TOP, Words("Biscuit, my dog."), by=amina, base=None)
    say(joe, record, "Biscuit, and my plot.", base=first.pk)
    with acting_as(joe):
        statement = words.take(suggestion, by=joe)
    assert statement.set_aside is False
    assert latest(record, joe) == "Biscuit, my dog."
    assert "Biscuit, and my plot." in history(record, joe)


def test_sitting_together_both_sign(record, amina, joe):
    first = say(joe, record, "Biscuit.")
    with acting_as(amina):
        with pytest.raises(ValidationError):
            words.agree(record, TOP, Words("Biscuit."), by=amina, signed=" ", base=first.pk)
        statement = words.agree(
            record, TOP, Words("Biscuit, and staying here."), by=amina, signed="Joe", base=first.pk
        )
        assert Suggestion.objects.get().state == "taken"
    assert (statement.signed, statement.author, bool(statement.agreed_at)) == ("Joe", amina, True)
    assert latest(record, joe) == "Biscuit, and staying here."


def test_who_saves_second_loses_nothing_and_chooses(record, joe):
    first = say(joe, record, "Biscuit.")
    say(joe, record, "Biscuit, and my plot.", base=first.pk)
    aside = say(joe, record, "Biscuit, and this house.", base=first.pk)
    assert aside.set_aside is True
    assert latest(record, joe) == "Biscuit, and my plot."
    with acting_as(joe):
        assert list(record.statements.all().waiting_for_a_choice()) == [aside]
        words.choose(aside, Words("Biscuit, my plot, and this house."), by=joe)
        assert not record.statements.all().waiting_for_a_choice().exists()
    assert latest(record, joe) == "Biscuit, my plot, and this house."
    assert len(history(record, joe)) == 4


def test_a_worker_settles_no_words_of_the_resident(record, amina, joe):
    first = say(joe, record, "Biscuit.")
    say(joe, record, "My plot.", base=first.pk)
    aside = say(joe, record, "This house.", base=first.pk)
    with acting_as(amina), pytest.raises(Refused):
        words.write_down(record, TOP, Words("My plot."), by=amina, base=None, settles=aside)
    assert record_counts(record, joe) == (3, 1)


def test_a_double_click_suggests_signs_and_sets_aside_once(record, amina, joe):
    first = say(joe, record, "Biscuit.")
    with acting_as(amina):
        for _twice in range(2):
            words.write_down(record, TOP, Words("His dog."), by=amina, base=first.pk)
        assert record.suggestions.count() == 1
        for _twice in range(2):
            words.agree(record, TOP, Words("The dog."), by=amina, signed="Joe", base=first.pk)
        assert record.statements.count() == 2
    for _twice in range(2):
        say(joe, record, "My plot.", base=first.pk)
    assert record_counts(record, joe) == (3, 1)


def record_counts(record, joe):
    """How many versions there are, and how many of them wait for a choice."""
    with acting_as(joe):
        return record.statements.count(), record.statements.all().waiting_for_a_choice().count()


def test_two_workers_writing_on_somebodys_behalf_at_once_lose_nothing(record, amina, joe):
    how = {"voice": Voice.ON_BEHALF, "how_completed": "We sat with him."}
    with acting_as(amina):
        first = words.write_down(record, TOP, Words("The dog."), by=amina, base=None, **how)
        words.write_down(record, TOP, Words("The plot."), by=amina, base=first.pk, **how)
        aside = words.write_down(record, TOP, Words("The house."), by=amina, base=first.pk, **how)
        assert (aside.set_aside, shown(record, TOP).text) == (True, "The plot.")
        both = Words("The plot and the house.")
        base = shown(record, TOP).pk
        words.write_down(record, TOP, both, by=amina, base=base, settles=aside, **how)
    assert record_counts(record, joe) == (4, 0)
    assert latest(record, joe) == "The plot and the house."


def test_sitting_together_a_waiting_suggestion_is_taken_or_left(record, amina, joe):
    first = say(joe, record, "Biscuit.")
    with acting_as(amina):
        suggestion = words.write_down(record, TOP, Words("His dog."), by=amina, base=None)
        with pytest.raises(ValidationError):
            words.leave_together(suggestion, by=amina, signed=" ")
        words.leave_together(suggestion, by=amina, signed="Joe")
        again = words.write_down(record, TOP, Words("The dog Biscuit."), by=amina, base=None)
        words.agree(
            record,
            TOP,
            Words("My dog Biscuit."),
            by=amina,
            signed="Joe",
            base=first.pk,
            suggestion=again,
        )
        decided = record.suggestions.order_by("made_at").values_list("state", "signed")
        assert list(decided) == [("left", "Joe"), ("changed", "Joe")]
    assert latest(record, joe) == "My dog Biscuit."


def test_a_version_nobody_knows_is_no_version_to_begin_from(record, joe):
    say(joe, record, "Biscuit.")
    aside = say(joe, record, "My plot.", base=new_id())
    assert (aside.set_aside, aside.supersedes) == (True, None)


def test_words_on_somebodys_behalf_say_how_and_give_way_to_others(record, amina, joe):
    with acting_as(amina):
        with pytest.raises(ValidationError):
            words.write_down(
                record, TOP, Words("The dog."), by=amina, base=None, voice=Voice.ON_BEHALF
            )
        words.write_down(
            record,
            TOP,
            Words("The dog."),
            by=amina,
            base=None,
            voice=Voice.ON_BEHALF,
            how_completed="He smiled at the dog.",
        )
        behalf = shown(record, TOP)
        statement = words.write_down(record, TOP, Words("Biscuit."), by=amina, base=behalf.pk)
    assert isinstance(statement, Statement)
    assert latest(record, joe) == "Biscuit."


def test_please_dont_stands_in_its_own_section_only(record, joe):
    with acting_as(joe):
        dos = Words("Come after ten.", "Don’t finish my sentences.")
        assert words.say(record, DOS, dos, by=joe, base=None).dont == "Don’t finish my sentences."
        with pytest.raises(IntegrityError), transaction.atomic():
            words.say(record, TOP, Words("Biscuit.", "Don’t."), by=joe, base=None)


def test_only_the_resident_speaks_as_the_resident(record, joe, amina, bev, sam):
    say(joe, record, "Biscuit.")
    for somebody in [amina, bev]:
        with acting_as(somebody), pytest.raises(PermissionDenied):
            words.say(record, TOP, Words("Nothing."), by=somebody, base=None)
    with acting_as(bev), pytest.raises(PermissionDenied):
        words.write_down(record, TOP, Words("Nothing."), by=bev, base=None)
    with acting_as(sam), pytest.raises(record.DoesNotExist):
        words.write_down(record, TOP, Words("Nothing."), by=sam, base=None)


def test_a_staff_view_stands_beside_and_its_earlier_ones_behind(record, joe, amina):
    say(joe, record, "Biscuit.")
    with acting_as(amina):
        words.add_view(record, TOP, "Mornings are best.", by=amina)
        words.add_view(record, TOP, "Mornings are best, after ten.", by=amina)
    with acting_as(joe):
        (view,) = StaffView.objects.standing()
        assert (view.text, view.author) == ("Mornings are best, after ten.", amina)
        assert view.supersedes.text == "Mornings are best."


def over_the_words(record, amina, **more) -> Statement:
    """Straight into the table, as the app role, past every action."""
    given = {"number": 99, "text": "Nothing.", "voice": Voice.OWN} | more
    return Statement.objects.create(resident=record, section=TOP, author=amina, **given)


def test_the_database_refuses_a_worker_who_writes_over_a_residents_words(record, joe, amina):
    say(joe, record, "Biscuit.")
    with acting_as(amina):
        suggestion = words.write_down(record, TOP, Words("His dog."), by=amina, base=None)
        for more in [{}, {"voice": Voice.ON_BEHALF, "how_completed": "So."}, {"number": 1}]:
            with pytest.raises(IntegrityError), transaction.atomic():
                over_the_words(record, amina, **more)
        with pytest.raises(IntegrityError), transaction.atomic():
            over_the_words(record, amina, from_suggestion=suggestion)
        for author in [joe]:  # nor in Joe's name
            with pytest.raises(ProgrammingError), transaction.atomic():
                over_the_words(record, author)
    assert latest(record, joe) == "Biscuit."


def test_the_database_lets_nobody_rewrite_or_delete_a_version(record, joe, amina):
    say(joe, record, "Biscuit.")
    for somebody in [joe, amina]:
        with acting_as(somebody):
            for harm in [
                lambda: Statement.objects.update(text="Nothing."),
                lambda: Statement.objects.update(set_aside=True),
                lambda: Statement.objects.all().delete(),
            ]:
                with pytest.raises(ProgrammingError), transaction.atomic():
                    harm()


# Who does what, seeing the newest version or one from a while ago (an old tab).
MOVES = st.lists(
    st.tuples(
        st.sampled_from(["say", "write_down", "agree", "take", "leave", "choose"]),
        st.integers(0, 3),
        st.text("abc ", min_size=1, max_size=5).map(str.strip).filter(bool),
    ),
    max_size=12,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=MOVES)
def test_in_whatever_order_people_write_every_text_is_kept_and_the_rule_shows_the_latest(
    moves, amina, world
):
    record = make.resident("Joe", by=amina)
    joe = make.door(record, by=amina)
    said, may_show = set(), {""}
    for move, ago, text in moves:
        with acting_as(joe):
            versions = list(record.statements.all().kept_in_place().order_by("-number"))
            waiting = record.suggestions.all().waiting().first()
            aside = record.statements.all().waiting_for_a_choice().first()
        base = versions[min(ago, len(versions) - 1)].pk if versions else None
        before = latest(record, joe)
        if move == "say":
            say(joe, record, text, base=base)
            may_show.add(text)
        elif move == "choose" and aside:
            with acting_as(joe):
                words.choose(aside, Words(text), by=joe)
            may_show.add(text)
        elif move == "take" and waiting:
            with acting_as(joe):
                words.take(waiting, by=joe)
            may_show.add(waiting.text)
        elif move == "leave" and waiting:
            with acting_as(joe):
                words.leave(waiting, by=joe)
        elif move == "write_down":
            with acting_as(amina):
                made = words.write_down(record, TOP, Words(text), by=amina, base=base)
            if isinstance(made, Suggestion):
                assert latest(record, joe) == before
            else:
                may_show.add(text)
        elif move == "agree":
            with acting_as(amina):
                words.agree(record, TOP, Words(text), by=amina, signed="Joe", base=base)
            may_show.add(text)
        else:
            continue
        if move in {"say", "choose", "write_down", "agree"}:
            said.add(text)
        assert history(record, joe) >= said
        assert latest(record, joe) in may_show
    with acting_as(joe):
        in_place = record.statements.all().kept_in_place().order_by("-number").first()
        assert latest(record, joe) == (in_place.text if in_place else "")
        assert [s.pk for s in record.statements.all().shown()] == (
            [in_place.pk] if in_place else []
        )
