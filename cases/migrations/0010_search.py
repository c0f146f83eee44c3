"""Finding people by a name, however it is spelled, and words that were said."""

from django.db import migrations

# Both are trusted: the owner of a database may add them.
EXTENSIONS = """
create extension if not exists unaccent;
create extension if not exists fuzzystrmatch;
"""

NAMES = r"""
-- The words of a name in small letters, without accents or points. What is no letter, number or
-- vowel sign parts them; but "O'Neill" is one word, as is "Mac Donald", which is "mcdonald".
create function name_words(name text) returns text[]
language sql stable set search_path = public, pg_temp as $$
    with plain as (
        select lower(unaccent(regexp_replace(
                   normalize(translate(name, '''’ʼ`´', ''), nfkd),
                   '[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]', '', 'g')
               )) as name)
    select coalesce(array_agg(distinct word), '{}')
      from plain, regexp_split_to_table(
               regexp_replace(regexp_replace(plain.name, '\m(ma?c|o)\s+(?=\w)', '\1', 'g'),
                              '\mmac', 'mc', 'g'),
               '[^[:alnum:]\u0900-\u109f\u1780-\u17ff]+') word
     where word <> ''
$$;

-- How a word sounds, by Daitch and Mokotoff: as it is written, and with what nobody hears in it left
-- out ("Leigh", "Graham", "Chowdry") and the Irish v heard ("Siobhan"). In letters that they do not
-- know it has no sound.
create function name_sounds(word text) returns text[]
language sql immutable set search_path = public, pg_temp as $$
    select coalesce(daitch_mokotoff(word), '{}') || coalesce(daitch_mokotoff(
        regexp_replace(regexp_replace(regexp_replace(word,
            '(?<=.)[bm]h', 'v', 'g'),
            '([aeiouy])g?h(?=[aeiouy]|$)', '\1', 'g'),
            '([aeo])w(?![aeiouy])', '\1', 'g')), '{}')
$$;

-- The word with each two neighbours changed over: "hwu" for "huw".
create function name_swapped(word text) returns text[]
language sql immutable set search_path = public, pg_temp as $$
    select array(
        select overlay(word placing reverse(substr(word, place, 2)) from place for 2)
          from generate_series(1, char_length(word) - 1) place)
$$;

create function names_are_found() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op <> 'INSERT' then
        delete from cases_nameof where resident_id = old.id;
    end if;
    if tg_op <> 'DELETE' then
        insert into cases_nameof (resident_id, word, called, sounds)
            select new.id, word, word = any(name_words(new.known_as)), name_sounds(word)
              from unnest(name_words(concat_ws(' ', new.known_as, new.full_name, new.other_names)))
                   word;
    end if;
    return null;
end $$;

create trigger names_are_found
    after insert or delete or update of known_as, full_name, other_names on cases_resident
    for each row execute function names_are_found();

insert into cases_nameof (resident_id, word, called, sounds)
    select r.id, word, word = any(name_words(r.known_as)), name_sounds(word)
      from cases_resident r,
           unnest(name_words(concat_ws(' ', r.known_as, r.full_name, r.other_names))) word;

alter table cases_nameof enable row level security;
alter table cases_nameof force row level security;
"""

WORDS = """
-- Words by their stem in English, without accents; none is left out as too common.
create text search dictionary every_word (template = snowball, language = english);
create text search configuration said (copy = simple);
alter text search configuration said
    alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part
    with unaccent, every_word;

alter table cases_note add column words tsvector generated always as
    (to_tsvector('public.said', their_words || ' ' || what_we_heard || ' ' || agreed)) stored;
alter table cases_statement add column words tsvector generated always as
    (to_tsvector('public.said', text || ' ' || dont)) stored;
alter table cases_hope add column words tsvector generated always as
    (to_tsvector('public.said', text || ' ' || why)) stored;
alter table cases_strength add column words tsvector generated always as
    (to_tsvector('public.said', text)) stored;
alter table cases_concern add column words tsvector generated always as
    (to_tsvector('public.said', their_words || ' ' || workers_view)) stored;
alter table cases_connection add column words tsvector generated always as
    (to_tsvector('public.said', about)) stored;
"""

FIND = r"""
-- What the asker finds: rows of kind "person" by their names, the nearest spelling first, and then
-- words that were said, the newest first; `at_most` of each, `beyond` the first so many.
-- It begins with those whom the asker sees by the law, and looks nothing up among others: how long
-- it takes tells nothing of them. Their own record they read behind its own door, where something
-- may be withheld from them.
create function find(spelled text, at_most int, beyond int)
returns table (kind text, resident_id uuid, near int, known_as text, also text[], part text,
               lead text, place text, at timestamptz, theirs boolean, language text, line text)
language plpgsql stable security definer set search_path = public, pg_temp
set plan_cache_mode = force_generic_plan -- planning anew takes as long as finding
as $$
#variable_conflict use_column
declare
    asker uuid := app_user_id();
    ids uuid[];
    nears int[];
    mine uuid[];
    said tsquery := plainto_tsquery('said', left(spelled, 200));
begin
    select array_agg(s.id), array_agg(s.near), coalesce(array_agg(s.id) filter (where s.near = 1), '{}')
      into ids, nears, mine
      from (select resident_id as id, min(near) as near from sight(asker) group by resident_id) s
     where s.id not in (select own_record(asker));

    -- People whose names hold most of the words that were asked.
    return query
    with asked as materialized (
        select word, name_sounds(word) as sounds, name_swapped(word) as swapped,
               char_length(word) as long
          from unnest((name_words(left(spelled, 200)))[1:8]) word
    ), named as materialized (
        select n.resident_id as id, n.word, n.called, n.sounds
          from unnest(ids) seen(id) join cases_nameof n on n.resident_id = seen.id
    ), alike as materialized (
        select a.word as asked, w.word, spelling.how
          from asked a
         cross join (select distinct n.word, n.sounds, char_length(n.word) as long from named n) w
         cross join lateral (
             select levenshtein_less_equal(
                        w.word, a.word, 1 + greatest(a.long, w.long) / 2) as away) letters
         cross join lateral (
             -- 0 the word itself, 1 its beginning, 2 a part of it, then how many letters are other
             select case
                 when w.word = a.word then 0
                 when starts_with(w.word, a.word) then 1
                 when octet_length(a.word) > 2 and strpos(w.word, a.word) > 0 then 2
                 when w.word = any(a.swapped) then 3
                 when away <= greatest(a.long, w.long) / 3 and a.long > 2 then 2 + away
                 when w.sounds && a.sounds and away <= 1 + greatest(a.long, w.long) / 2
                     then 2 + away
                 when w.long > 3 and (starts_with(a.word, w.word) or a.word like '%' || w.word)
                     then 5
             end as how) spelling
         where spelling.how is not null
    ), found as (
        select n.id, a.asked, min(a.how) as how, bool_or(n.called) as called
          from named n join alike a on a.word = n.word
         group by n.id, a.asked
    ), best as (
        select f.id, count(*) as words, sum(f.how) as how, bool_or(f.called) as called,
               max(count(*)) over () as most
          from found f group by f.id
    ), page as materialized (
        select r.id, r.known_as, array_remove(array[r.full_name, r.other_names]::text[], '') as also,
               row_number() over (order by b.how, b.called desc, r.known_as, r.id) as place
          from best b join cases_resident r on r.id = b.id
         where b.words = b.most and 2 * b.words >= (select count(*) from asked)
         order by place limit at_most offset beyond
    )
    select 'person', p.id, seen.near, p.known_as::text, array_remove(p.also, p.known_as::text),
           own.part::text, worker.display_name::text, null, null::timestamptz, null::boolean, null,
           null
      from page p
      join unnest(ids, nears) seen(id, near) on seen.id = p.id
      left join cases_connection own on own.resident_id = p.id and own.user_id = asker
                                    and own.until is null
      left join cases_connection leads on leads.resident_id = p.id and leads.part = 'lead'
                                      and leads.until is null
      left join kernel_user worker on worker.id = leads.user_id
     order by p.place;

    -- Words said with people whom the asker walks with themself: a lead says why before reading, so
    -- none of their colleagues' people are searched.
    if numnode(said) = 0 then
        return;
    end if;
    return query
    with hits as (
        select n.id, n.resident_id, 'note' as kind, n.mode::text as place, n.happened_at as at,
               ''::text as language, array[n.their_words, n.what_we_heard, n.agreed]::text[] as texts,
               array[true, false, false] as theirs
          from cases_note n
         where n.resident_id = any(mine) and n.words @@ said and n.entered_in_error = ''
           and not exists (select from cases_note later where later.supersedes_id = n.id)
        union all
        select s.id, s.resident_id, 'statement', s.section, s.made_at, s.language,
               array[s.text, s.dont], array[s.voice <> 'on_behalf', s.voice <> 'on_behalf']
          from cases_statement s
         where s.resident_id = any(mine) and s.words @@ said and not s.set_aside
           and not exists (select from cases_statement later
                            where later.resident_id = s.resident_id
                              and later.section = s.section
                              and not later.set_aside and later.number > s.number)
        union all
        select h.id, h.resident_id, 'hope', '', h.made_at, '', array[h.text, h.why]::text[],
               array[true, true]
          from cases_hope h where h.resident_id = any(mine) and h.words @@ said
        union all
        select s.id, s.resident_id, 'strength', '', s.made_at, '', array[s.text]::text[],
               array[s.theirs]
          from cases_strength s
         where s.resident_id = any(mine) and s.words @@ said and s.no_longer_since is null
           and not exists (select from cases_strength later where later.supersedes_id = s.id)
        union all
        select c.id, c.resident_id, 'concern', '', c.made_at, '',
               array[c.their_words, c.workers_view]::text[], array[true, false]
          from cases_concern c
         where c.resident_id = any(mine) and c.words @@ said and c.no_longer_since is null
           and not exists (select from cases_concern later where later.supersedes_id = c.id)
        union all
        select c.id, c.resident_id, 'connection', '', c.since, '', array[c.about]::text[],
               array[false]
          from cases_connection c
         where c.resident_id = any(mine) and c.words @@ said and c.until is null
    ), page as materialized (
        select * from hits h order by h.at desc, h.id desc limit at_most offset beyond
    )
    select p.kind, p.resident_id, 1, r.known_as::text, null::text[], null, null,
           -- "Please don't" is never shown as if it were a wish.
           case when p.kind = 'statement' and held.field = 2 then 'dont' else p.place end, p.at,
           held.theirs, coalesce(nullif(p.language, ''), case when held.theirs then r.language end),
           case when char_length(around.before) > 80
                then '… ' || regexp_replace(right(around.before, 80), '^\S*\s+', '')
                else around.before end
           || case when char_length(around.after) > 160
                   then regexp_replace(left(around.after, 160), '\s+\S*$', '') || ' …'
                   else around.after end
      from page p
      join cases_resident r on r.id = p.resident_id
     cross join lateral (
         -- The text that holds all the words; or all of them together.
         select t.text, t.theirs, t.field
           from (select text, theirs, field, field as turn
                   from unnest(p.texts, p.theirs) with ordinality as t(text, theirs, field)
                  where text <> '' and to_tsvector('said', text) @@ said
                 union all
                 select p.texts[2], p.theirs[2], 2, 8 where p.kind = 'statement'
                 union all
                 select array_to_string(array_remove(p.texts, ''), ' … '), false, null, 9) t
          order by t.turn limit 1
     ) held
     cross join lateral (
         -- The words that were asked stand between the signs 2 and 3. (offset 0: once for a row)
         select ts_headline('said', held.text, said,
                            format('HighlightAll=true, StartSel=%s, StopSel=%s', chr(2), chr(3)))
                as text offset 0) marked
     cross join lateral (
         select left(marked.text, strpos(marked.text, chr(2)) - 1) as before,
                substr(marked.text, strpos(marked.text, chr(2))) as after
          where strpos(marked.text, chr(2)) > 0
         union all
         select '', marked.text where strpos(marked.text, chr(2)) = 0) around
     order by p.at desc, p.id desc;
end $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_what_i_wrote")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop) for sql in [EXTENSIONS, NAMES, WORDS, FIND]
    ]
