-- Which pairs of returns are worth asking a person about, from where on they are asked about, and what the program may join by itself.

-- From how many bits on a pair is asked about, and from how many on it is probably one person: of the whole institution, or of one
-- centre. Each change is a row more, for ever; the highest version counts. Without numbers it is as if nothing had been set.
create table identity.threshold (
  institution_id text not null,
  facility_id text,
  version int not null check (version > 0),
  ask int,
  same int,
  account_id uuid not null,
  at timestamptz not null,
  check ((ask is null) = (same is null)),
  check (ask < same),
  unique nulls not distinct (institution_id, facility_id, version)
);

-- From how many bits on the program joins two returns by itself. The same way: without a number it joins nobody.
create table identity.automatic_rule (
  rule_id uuid primary key,
  institution_id text not null,
  version int not null check (version > 0),
  -- A thousand to one is the least.
  above int check (above >= 10),
  account_id uuid not null,
  at timestamptz not null,
  unique (institution_id, version)
);

-- A decision is of a person, or of the rule that a person set.
alter table identity.decision
  alter column account_id drop not null,
  add column rule_id uuid,
  add constraint decision_of_one check (num_nonnulls(account_id, rule_id) = 1);
create index decision_automatic on identity.decision (institution_id, at) where rule_id is not null;

-- Pairs of returns received that are likely enough to be of one person. Made from the returns and the decisions, and may be made anew.
create table identity.question (
  one_id uuid not null,
  other_id uuid not null check (one_id < other_id),
  institution_id text not null,
  -- Where and when the later of both was received: whose thresholds count, and by what the list is filtered.
  facility_id text not null,
  arrived_on date not null,
  score float8 not null,
  band text not null,
  model text not null,
  -- What an answer is worth, in thousandths (rules/questions.ts); null while nobody is asked about it: answered, or another pair of the
  -- same two people is asked about.
  worth int,
  found_at timestamptz not null,
  -- Who is looking at it, and until when the others leave it alone.
  claimed_by uuid,
  claimed_until timestamptz,
  primary key (one_id, other_id)
);
create index question_other on identity.question (other_id);
create index question_queue on identity.question (institution_id, worth desc, one_id, other_id) where worth is not null;
create index question_score on identity.question (institution_id, score desc, one_id, other_id) where worth is not null;

-- What a return was when its pairs were last looked for. One that has become something else is looked at again.
create table identity.looked (
  subject_id uuid primary key,
  institution_id text not null,
  digest uuid not null
);

-- How far the latest changes have been looked at.
alter table identity.progress add column looked_until timestamptz;

do $$
declare
  wanted text;
begin
  foreach wanted in array array['threshold', 'automatic_rule', 'question', 'looked'] loop
    execute format('alter table identity.%I enable row level security', wanted);
    execute format('alter table identity.%I force row level security', wanted);
    execute format(
      'create policy own_institution on identity.%I using (institution_id = nullif(current_setting(''ceiba.institution'', true), ''''))',
      wanted);
  end loop;
end $$;

grant select, insert, update, delete on identity.question, identity.looked to ceiba_app;
-- What was set stays on record.
grant select, insert on identity.threshold, identity.automatic_rule to ceiba_app;
