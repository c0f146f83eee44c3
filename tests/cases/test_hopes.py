"""Hopes, steps, strengths and what weighs: theirs to say, never rewritten, and never a gate."""

import datetime
import itertools

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.utils import IntegrityError, InternalError, ProgrammingError
from django.utils import timezone

from cases.actions import hope as hopes
from cases.actions import strength as strengths
from cases.models import Concern, Connection, Hope, Nearness, Step, Strength
from relational.kernel.base import new_id
from relational.kernel.models import AuditEvent
from relational.kernel.security import acting_as
from tests import make

pytestmark = pytest.mark.django_db
HOPE = Hope.State
STEP = Step.State


@pytest.fixture
def hope(record, joe) -> Hope:
    return make.hope(record, by=joe)


@pytest.fixture(params=["joe", "amina"])
def hand(request, joe, amina):
    """Whoever writes: the resident themself, or who walks with them."""
    return {"joe": joe, "amina": amina}[request.param]


@pytest.fixture
def reads_only(record, world, amina):
    """Somebody of the circle who reads and does not write."""
    reader = make.worker("Rea Hill", world.marsh_end)
    with acting_as(amina):
        Connection.objects.create(
            resident=record, user=reader, part="alongside", voice="reads", since=timezone.now()
        )
    return reader


def verbs(by) -> list[str]:
    """What the trail tells of hopes and what is around them, the first first."""
    with acting_as(by):
        about = AuditEvent.objects.filter(verb__regex="^(hope|step|nearness|strength|concern)")
        return list(about.order_by("pk").values_list("verb", flat=True))


def now(row, by):
    with acting_as(by):
        return type(row).objects.get(pk=row.pk)


# --- Hopes ----------------------------------------------------------------------------------------


def test_resident_and_worker_hope_alike(record, hand):
    made = make.hope(record, by=hand, why="The post was Jean’s.", importance=9)
    assert (made.text, made.why, made.importance) == (
        "To open my own post.",
        "The post was Jean’s.",
        9,
    )
    assert (made.state, made.author) == (HOPE.DREAMING, hand)
    assert verbs(hand) == ["hope.made"]


def test_a_hope_needs_no_more_than_its_words(record, joe):
    made = make.hope(record, by=joe)
    assert (made.why, made.importance) == ("", None)


def test_the_same_form_twice_is_one_hope_and_other_words_another(record, joe):
    key = new_id()
    first, second = (make.hope(record, by=joe, key=key) for _ in range(2))
    other = make.hope(record, by=joe, text="To sing.", key=key)
    assert first == second != other
    assert verbs(joe) == ["hope.made"] * 2


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": " \n "}, "text"),
        ({"importance": 11}, "importance"),
        ({"importance": 0}, "importance"),
        ({"importance": -1}, "importance"),
    ],
)
def test_a_hope_that_is_none_is_refused_at_its_field(said, field, record, joe):
    with pytest.raises(ValidationError) as refused:
        make.hope(record, by=joe, **said)
    assert list(refused.value.error_dict) == [field]
    assert verbs(joe) == []


def test_the_words_of_a_hope_cannot_be_rewritten(hope, joe):
    with acting_as(joe):
        for field, value in [("text", "To be somebody else."), ("author", joe)]:
            setattr(hope, field, value)
            with (
                pytest.raises((InternalError, IntegrityError, ProgrammingError)),
                transaction.atomic(),
            ):
                hope.save(update_fields=[field])
    assert now(hope, joe).text == "To open my own post."


def test_other_words_are_another_hope_and_the_first_stays(record, amina, hand):
    hope = make.hope(record, by=amina)
    with acting_as(hand):
        said = {"text": "To do my own post.", "why": "It is mine.", "importance": 8}
        other = hopes.say_differently(hope, by=hand, key=None, **said)
    assert (other.text, other.why, other.importance) == tuple(said.values())
    assert (other.state, other.author) == (HOPE.DREAMING, hand)
    first = now(hope, hand)
    assert (first.text, first.state) == ("To open my own post.", HOPE.CHANGED_MIND)


def test_what_the_resident_hopes_for_no_worker_says_differently(hope, amina):
    said = {"text": "To do his own post.", "why": "", "importance": None}
    with acting_as(amina), pytest.raises(ValidationError, match="Only Joe changes it"):
        hopes.say_differently(hope, by=amina, key=None, **said)


def test_other_words_keep_where_the_hope_is(hope, joe):
    with acting_as(joe):
        hopes.turn(hope, HOPE.REACHED, by=joe)
        reached = now(hope, joe).state_since
        other = hopes.say_differently(
            hope, by=joe, text="My own post.", why="", importance=None, key=None
        )
        assert (other.state, other.state_since) == (HOPE.REACHED, reached)
        again = hopes.say_differently(hope, by=joe, text="Post!", why="", importance=None, key=None)
        assert again.state == HOPE.DREAMING  # a hope somebody left begins afresh


def test_other_words_twice_are_one_other_hope(hope, joe):
    key = new_id()
    with acting_as(joe):
        first, second = (
            hopes.say_differently(
                hope, by=joe, text="My own post.", why="", importance=None, key=key
            )
            for _ in range(2)
        )
        assert first == second
        assert Hope.objects.count() == 2
    assert verbs(joe) == ["hope.made", "hope.made", "hope.changed_mind"]


def test_why_and_how_much_it_matters_can_change_with_the_same_words(hope, hand):
    with acting_as(hand):
        for _ in range(2):
            said = hopes.say_differently(
                hope, by=hand, text=f" {hope.text} ", why="It is mine.", importance=10, key=None
            )
            assert said == hope
    assert (now(hope, hand).why, now(hope, hand).importance) == ("It is mine.", 10)
    assert verbs(hand) == ["hope.made", "hope.weighed"]
    with acting_as(hand):
        hopes.say_differently(hope, by=hand, text=hope.text, why="", importance=None, key=None)
    assert (now(hope, hand).why, now(hope, hand).importance) == ("", None)


def test_a_hope_goes_from_any_state_to_any_other(hope, hand):
    for before, after in itertools.permutations(HOPE, 2):
        with acting_as(hand):
            hopes.turn(hope, before, by=hand)
            since = now(hope, hand).state_since
            hopes.turn(hope, after, by=hand)
            turned = now(hope, hand)
        assert turned.state == after
        assert turned.state_since > since


def test_turning_twice_is_turning_once(hope, joe):
    with acting_as(joe):
        for _ in range(2):
            hopes.turn(hope, HOPE.REACHED, by=joe)
    assert verbs(joe) == ["hope.made", "hope.reached"]


@pytest.mark.parametrize("state", ["", "closed", "REACHED"])
def test_a_state_that_is_none_is_refused(state, hope, joe):
    with acting_as(joe), pytest.raises(ValidationError):
        hopes.turn(hope, state, by=joe)
    assert now(hope, joe).state == HOPE.DREAMING


# --- How near -------------------------------------------------------------------------------------


def values(by) -> list[int]:
    with acting_as(by):
        said = Nearness.objects.order_by("said_at", "pk")
        return list(said.values_list("value", flat=True))


def test_each_saying_is_kept_and_the_same_again_on_a_day_is_one(hope, hand):
    make.near(hope, 4, 4, 5, 4, 0, 10, by=hand)
    assert values(hand) == [4, 5, 4, 0, 10]
    assert verbs(hand) == ["hope.made"] + ["nearness.said"] * 5


def test_the_same_number_on_another_day_is_said_again(hope, joe):
    make.near(hope, 4, by=joe)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        make.near(hope, 4, by=joe)
    assert values(joe) == [4, 4]


def test_each_hope_has_its_own_nearness(hope, record, joe):
    make.near(hope, 4, by=joe)
    make.near(make.hope(record, by=joe, text="To sing."), 4, by=joe)
    assert values(joe) == [4, 4]


@pytest.mark.parametrize("value", [-1, 11, 100])
def test_a_nearness_is_from_0_to_10(value, hope, joe):
    with pytest.raises(ValidationError) as refused:
        make.near(hope, value, by=joe)
    assert refused.value.message_dict == {"value": ["Choose one of the numbers."]}
    with acting_as(joe), pytest.raises(IntegrityError), transaction.atomic():
        Nearness.objects.create(resident=hope.resident, hope=hope, value=11, by=joe)
    assert values(joe) == []


# --- Steps ----------------------------------------------------------------------------------------


def test_a_residents_step_and_a_workers_are_alike(hope, hand):
    day = datetime.date(2027, 3, 26)
    made = make.step(hope, by=hand, what="A red folder", who="Joe", when=day)
    assert (made.what, made.who, made.when, made.state) == ("A red folder", "Joe", day, STEP.NEXT)
    assert (made.confidence, made.easier) == (None, "")
    assert verbs(hand) == ["hope.made", "step.added"]


def test_the_same_form_twice_is_one_step(hope, joe):
    key = new_id()
    assert make.step(hope, by=joe, key=key) == make.step(hope, by=joe, key=key)
    assert make.step(hope, by=joe, what="A blue one", key=key).what == "A blue one"
    with acting_as(joe):
        assert Step.objects.count() == 2


def test_a_step_says_what(hope, joe):
    with pytest.raises(ValidationError) as refused:
        make.step(hope, by=joe, what="  ")
    assert list(refused.value.error_dict) == ["what"]


def test_a_step_goes_from_any_state_to_any_other(hope, hand):
    step = make.step(hope, by=hand)
    for before, after in itertools.permutations(STEP, 2):
        with acting_as(hand):
            hopes.turn_step(step, before, by=hand)
            hopes.turn_step(step, after, by=hand)
        assert now(step, hand).state == after


def test_who_when_how_sure_and_what_makes_it_easier_are_said_later_and_once(hope, hand):
    step = make.step(hope, by=hand)
    day = datetime.date(2027, 3, 26)
    for _ in range(2):
        with acting_as(hand):
            hopes.plan_step(step, by=hand, who=" Joe ", when=day)
            hopes.say_confidence(step, 5, by=hand)
            hopes.make_easier(step, by=hand, easier="If Amina sits in.")
            hopes.turn_step(step, STEP.DOING, by=hand)
    said = now(step, hand)
    assert (said.who, said.when, said.confidence, said.easier, said.state) == (
        "Joe",
        day,
        5,
        "If Amina sits in.",
        STEP.DOING,
    )
    assert verbs(hand)[2:] == [
        "step.planned",
        "step.confidence_said",
        "step.made_easier",
        "step.doing",
    ]
    with acting_as(hand):  # and all of it can be taken back
        hopes.plan_step(step, by=hand, who="", when=None)
        hopes.say_confidence(step, None, by=hand)
        hopes.make_easier(step, by=hand, easier="")
    said = now(step, hand)
    assert (said.who, said.when, said.confidence, said.easier) == ("", None, None, "")


@pytest.mark.parametrize("value", [0, 11])
def test_how_sure_is_from_1_to_10(value, hope, joe):
    step = make.step(hope, by=joe)
    with acting_as(joe), pytest.raises(ValidationError) as refused:
        hopes.say_confidence(step, value, by=joe)
    assert list(refused.value.error_dict) == ["confidence"]


def test_a_state_of_a_step_that_is_none_is_refused(hope, joe):
    step = make.step(hope, by=joe)
    with acting_as(joe), pytest.raises(ValidationError):
        hopes.turn_step(step, "overdue", by=joe)


# --- Strengths, and what weighs -------------------------------------------------------------------


def test_a_residents_strength_is_theirs_and_a_workers_may_be_what_they_see(record, joe, amina):
    assert make.strength(record, by=joe, theirs=False).theirs is True
    assert make.strength(record, by=amina, text="Knows every street").theirs is True
    assert make.strength(record, by=amina, text="Kind", theirs=False).theirs is False


def test_a_strength_said_otherwise_stands_and_the_first_stays_behind_it(record, hand):
    first = make.strength(record, by=hand)
    with acting_as(hand):
        later = strengths.name_otherwise(first, by=hand, text="Mends any bike", kind="skill")
        assert strengths.name_otherwise(first, by=hand, text="Mends any bike", kind="skill") == (
            later
        )
        assert list(Strength.objects.all().standing()) == [later]
        assert later.supersedes == first
    assert verbs(hand) == ["strength.named", "strength.named_otherwise"]


def test_what_a_worker_sees_becomes_theirs_where_the_resident_says_it(record, joe, amina):
    seen = make.strength(record, by=amina, theirs=False)
    with acting_as(amina):
        still_seen = strengths.name_otherwise(seen, by=amina, text="Mends most bikes")
        assert still_seen.theirs is False
    with acting_as(joe):
        assert strengths.name_otherwise(still_seen, by=joe, text="I mend bikes").theirs is True


def test_what_the_resident_wrote_themself_no_worker_says_otherwise(record, joe, amina):
    """Also not after a worker added to it; what a worker wrote down, a worker may put right."""
    strength, weight = make.strength(record, by=joe), make.weight(record, by=joe)
    noted = make.strength(record, by=amina, text="Knows every street")
    with acting_as(amina):
        skill = strengths.name_otherwise(strength, by=amina, text=strength.text, kind="skill")
        seen = strengths.weigh_otherwise(
            weight, by=amina, their_words=weight.their_words, workers_view="Small ones."
        )
        for change in (
            lambda: strengths.name_otherwise(skill, by=amina, text="Is handy"),
            lambda: strengths.weigh_otherwise(seen, by=amina, their_words="Post."),
            lambda: strengths.weigh_otherwise(seen, by=amina, workers_view="Small ones."),
        ):
            with pytest.raises(ValidationError, match="Only Joe changes it"):
                change()
        assert strengths.name_otherwise(noted, by=amina, text="Every street").text == "Every street"
    with acting_as(joe):
        assert strengths.name_otherwise(skill, by=joe, text="I mend bikes").text == "I mend bikes"


def test_saying_the_same_otherwise_is_nothing_new(record, joe):
    first = make.strength(record, by=joe)
    with acting_as(joe):
        assert strengths.name_otherwise(first, by=joe, text=" Mends bikes ") == first
    assert verbs(joe) == ["strength.named"]


@pytest.mark.parametrize("what", ["strength", "weight"])
def test_two_who_say_it_otherwise_at_once_lose_nothing(what, record, joe, amina):
    first = getattr(make, what)(record, by=amina)
    say = {
        "strength": lambda by, text: strengths.name_otherwise(first, by=by, text=text),
        "weight": lambda by, text: strengths.weigh_otherwise(first, by=by, their_words=text),
    }[what]
    with acting_as(joe):
        say(joe, "One way.")
    with acting_as(amina), pytest.raises(ValidationError, match="Look at the newer one"):
        say(amina, "Another way.")


@pytest.mark.parametrize("what", ["strength", "weight"])
def test_what_is_no_longer_so_stays_behind_and_can_be_so_again(what, record, hand):
    thing = getattr(make, what)(record, by=hand)
    standing = type(thing).objects.all().standing
    with acting_as(hand):
        for _ in range(2):
            strengths.no_longer(thing, by=hand)
        assert list(standing()) == []
        for _ in range(2):
            strengths.still(thing, by=hand)
        assert list(standing()) == [thing]
    model = type(thing).__name__.lower()
    assert verbs(hand)[1:] == [f"{model}.no_longer", f"{model}.still"]


def test_the_same_form_twice_is_one_strength_and_one_weight(record, hand):
    key, other = new_id(), new_id()
    for _ in range(2):
        make.strength(record, by=hand, key=key)
        make.weight(record, by=hand, key=other)
    with acting_as(hand):
        assert (Strength.objects.count(), Concern.objects.count()) == (1, 1)
    assert verbs(hand) == ["strength.named", "concern.said"]


def test_what_weighs_holds_their_words_and_apart_what_a_worker_sees(record, amina, joe):
    made = make.weight(record, by=amina, workers_view="Most of them are small.")
    assert (made.their_words, made.workers_view) == ("Letters.", "Most of them are small.")
    assert made.viewed_by_id == amina.pk
    only_seen = make.weight(record, by=amina, their_words="", workers_view="He looks tired.")
    assert only_seen.viewed_by_id == amina.pk


def test_the_resident_changes_nobodys_view(record, amina, joe):
    made = make.weight(record, by=amina, workers_view="Most of them are small.")
    with acting_as(joe):
        later = strengths.weigh_otherwise(
            made, by=joe, their_words="The brown ones.", workers_view="I see nothing."
        )
    assert (later.their_words, later.workers_view) == ("The brown ones.", "Most of them are small.")
    assert (later.author, later.viewed_by_id) == (joe, amina.pk)
    assert make.weight(record, by=joe, workers_view="As if.").workers_view == ""


def test_a_view_is_whose_it_is_when_another_worker_writes_words_down(record, amina, world):
    kai = make.worker("Kai Ford", world.marsh_end)
    with acting_as(amina):
        Connection.objects.create(resident=record, user=kai, part="alongside", since=timezone.now())
    made = make.weight(record, by=amina, workers_view="Small ones.")
    with acting_as(kai):
        words = strengths.weigh_otherwise(
            made, by=kai, their_words="Brown ones.", workers_view="Small ones."
        )
        assert words.viewed_by_id == amina.pk
        view = strengths.weigh_otherwise(
            words, by=kai, their_words="Brown ones.", workers_view="Few."
        )
        assert view.viewed_by_id == kai.pk
        none = strengths.weigh_otherwise(view, by=kai, their_words="Brown ones.")
        assert (none.workers_view, none.viewed_by_id) == ("", None)


def test_a_view_without_its_viewer_is_refused_by_the_database(record, amina):
    with acting_as(amina), pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.create(resident=record, author=amina, workers_view="Somebody’s.")


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_said_is_asked_for_at_the_field(text, record, joe, amina):
    for verb, field, by in [
        (lambda: make.strength(record, by=joe, text=text), "text", joe),
        (lambda: make.weight(record, by=joe, their_words=text), "their_words", joe),
        (lambda: make.weight(record, by=amina, their_words=text), "their_words", amina),
    ]:
        with pytest.raises(ValidationError) as refused:
            verb()
        assert list(refused.value.error_dict) == [field]
        assert verbs(by) == []


# --- Nobody else ----------------------------------------------------------------------------------


def test_nobody_else_does_any_of_it(record, hope, joe, amina, reads_only, bev, sam, world):
    step, strength = make.step(hope, by=joe), make.strength(record, by=joe)
    weight = make.weight(record, by=joe)
    dot = make.door(make.resident("Dot", by=amina), by=amina)
    before = verbs(joe)
    for outsider in [reads_only, bev, sam, dot]:
        doing = [
            lambda by: hopes.hope_for(record, by=by, text="Mine."),
            lambda by: hopes.say_differently(
                hope, by=by, text="Mine.", why="", importance=None, key=None
            ),
            lambda by: hopes.turn(hope, HOPE.REACHED, by=by),
            lambda by: hopes.say_nearness(hope, 3, by=by),
            lambda by: hopes.add_step(hope, by=by, what="Mine."),
            lambda by: hopes.plan_step(step, by=by, who="Me", when=None),
            lambda by: hopes.say_confidence(step, 3, by=by),
            lambda by: hopes.make_easier(step, by=by, easier="Mine."),
            lambda by: hopes.turn_step(step, STEP.DONE, by=by),
            lambda by: strengths.name(record, by=by, text="Mine."),
            lambda by: strengths.name_otherwise(strength, by=by, text="Mine."),
            lambda by: strengths.weigh_on(record, by=by, their_words="Mine."),
            lambda by: strengths.weigh_otherwise(weight, by=by, their_words="Mine."),
            lambda by: strengths.no_longer(strength, by=by),
            lambda by: strengths.still(weight, by=by),
        ]
        for do in doing:
            with (
                acting_as(outsider),
                pytest.raises((PermissionDenied, record.DoesNotExist)),
                transaction.atomic(),
            ):
                do(outsider)
    assert verbs(joe) == before
