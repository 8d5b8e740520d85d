-- The journal keeps of what was said about persons only what cannot tell who they are, and a digest by which it knows a command again.
alter table journal.entry add column input_digest bytea;

create or replace function journal.digest_of(entry journal.entry) returns bytea
language sql stable
return sha256(convert_to(
  (jsonb_build_array(
    entry.entry_id, extract(epoch from entry.at), entry.kind, entry.call, entry.account_id, entry.institution_id,
    entry.subjects, entry.input, entry.output)
   || case when entry.purpose is null then '[]'::jsonb else jsonb_build_array(entry.purpose) end
   || case
        when entry.input_digest is null then '[]'::jsonb
        else jsonb_build_array(jsonb_build_object('input', encode(entry.input_digest, 'hex')))
      end)::text,
  'UTF8'));

-- Entries whose words are gone because a person was erased. The chain goes on over the digest that they had.
create table journal.redaction (
  entry_id uuid primary key references journal.entry,
  digest bytea not null,
  because uuid not null references journal.entry
);
grant select on journal.redaction to ceiba_app;

-- Takes the words out of entries, because of an erasure that stands in the journal itself: of entries about whom it erased, and of
-- entries from before words were left out. The fact, the time, the account and the persons stay. Nothing else may change an entry.
create function journal.redact(entries uuid[], erasure uuid) returns bigint
language sql security definer set search_path = ''
begin atomic
  with wanted as (
    select entry.entry_id, journal.digest_of(entry) as digest
    from journal.entry
    join journal.entry as cause
      on cause.entry_id = erasure
      and cause.call = 'erasure'
      and (cause.subjects && entry.subjects
        or entry.input_digest is null and cause.institution_id = entry.institution_id)
    where entry.entry_id = any(entries)
      and entry.entry_id <> erasure
      and not exists (select from journal.redaction where redaction.entry_id = entry.entry_id)
  ), kept as (
    insert into journal.redaction (entry_id, digest, because)
    select entry_id, digest, erasure
    from wanted
    returning entry_id
  ), redacted as (
    update journal.entry
    set input = null, output = null
    from kept
    where entry.entry_id = kept.entry_id
    returning entry.entry_id
  )
  select count(*) from redacted;
end;
revoke all on function journal.redact(uuid[], uuid) from public;
grant execute on function journal.redact(uuid[], uuid) to ceiba_app;

-- When what identifies the person was erased. What is counted stays.
alter table intake.subject add column erased_at timestamptz;

-- How long what is kept, who must not be erased, and who was.
create schema retention;

-- Days after which a category is forgotten, as an institution confirmed them; the highest version counts. Without days it is kept.
create table retention.period (
  institution_id text not null,
  category text not null,
  version int not null check (version > 0),
  days int check (days between 1 and 36500),
  account_id uuid not null,
  at timestamptz not null,
  primary key (institution_id, category, version)
);

create table retention.hold (
  subject_id uuid not null,
  hold_id uuid not null,
  institution_id text not null,
  reason text not null,
  until date,
  placed_by uuid not null,
  placed_at timestamptz not null,
  lifted_by uuid,
  lifted_at timestamptz,
  primary key (subject_id, hold_id)
);

-- One person asks, another confirms. `subjects` are all returns of the person, known when it was done.
create table retention.erasure (
  subject_id uuid not null,
  erasure_id uuid not null,
  institution_id text not null,
  basis text not null,
  state text not null check (state in ('asked', 'done', 'dropped')),
  asked_by uuid,
  asked_at timestamptz not null,
  answered_by uuid check (answered_by <> asked_by),
  answered_at timestamptz,
  subjects uuid[] not null default '{}',
  primary key (subject_id, erasure_id)
);
create index erasure_asked on retention.erasure (institution_id, asked_at) where state = 'asked';

do $$
declare
  wanted text;
begin
  foreach wanted in array array['period', 'hold', 'erasure'] loop
    execute format('alter table retention.%I enable row level security', wanted);
    execute format('alter table retention.%I force row level security', wanted);
    execute format(
      'create policy own_institution on retention.%I using (institution_id = nullif(current_setting(''ceiba.institution'', true), ''''))',
      wanted);
    if wanted <> 'period' then
      execute format(
        'create policy open_compartment on retention.%1$I as restrictive using (current_setting(''ceiba.compartments'', true) = ''all''
          or (select true from intake.subject where subject.subject_id = %1$I.subject_id limit 1))',
        wanted);
    end if;
  end loop;
end $$;

grant usage on schema retention to ceiba_app;
grant select, insert on retention.period to ceiba_app;
grant select, insert, update on retention.hold, retention.erasure to ceiba_app;
