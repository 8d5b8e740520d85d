-- Is it the same person? The register keeps one subject per return; here stands which of them somebody said are one person.
-- Nothing of a return changes by it, and every decision can be taken back.
create schema identity;

-- Hashes of two or three facts of a record (libs/linkage, keys.ts): two records that share one are compared.
-- An index table of its own key. Rows are found by (institution, key) alone; which rows a subject has stands in identity.indexed.
create table identity.match_key (
  institution_id text not null,
  key int not null,
  subject_id uuid not null,
  primary key (institution_id, key, subject_id)
);

-- The keys that stand there, and a digest of what they were made of.
create table identity.indexed (
  subject_id uuid primary key,
  institution_id text not null,
  facts uuid not null,
  keys int[] not null
);

-- What somebody decided about two returns, for ever. The pair is kept in the order of its ids.
create table identity.decision (
  decision_id uuid primary key,
  institution_id text not null,
  one_id uuid not null,
  other_id uuid not null check (one_id < other_id),
  verdict text not null check (verdict in ('same', 'different', 'unsure')),
  -- The comparison as it was shown: score in bits, one weight per field, the model.
  explanation jsonb not null,
  account_id uuid not null,
  at timestamptz not null,
  position bigint generated always as identity
);
create index decision_one on identity.decision (one_id);
create index decision_other on identity.decision (other_id);

-- A decision taken back. It stays where it was, and counts no more.
create table identity.undone (
  decision_id uuid primary key,
  institution_id text not null,
  reason text not null,
  account_id uuid not null,
  at timestamptz not null
);

-- Subjects that are one person with others, as the decisions that count say. The person is named after its first subject.
create table identity.person (
  subject_id uuid primary key,
  institution_id text not null,
  person_id uuid not null
);
create index person_members on identity.person (person_id);

-- How far the keys of an institution's returns are up to date.
create table identity.progress (
  institution_id text primary key,
  indexed_until timestamptz not null
);

-- What has changed since, for the keys.
create index subject_changed on intake.subject (institution_id, changed_at, subject_id);

do $$
declare
  wanted text;
begin
  foreach wanted in array array['match_key', 'indexed', 'decision', 'undone', 'person', 'progress'] loop
    execute format('alter table identity.%I enable row level security', wanted);
    execute format('alter table identity.%I force row level security', wanted);
    execute format(
      'create policy own_institution on identity.%I using (institution_id = nullif(current_setting(''ceiba.institution'', true), ''''))',
      wanted);
  end loop;
end $$;

grant usage on schema identity to ceiba_app;
grant select, insert, update, delete on identity.match_key, identity.indexed, identity.person, identity.progress to ceiba_app;
-- Decisions are never changed nor removed.
grant select, insert on identity.decision, identity.undone to ceiba_app;
