-- Arrivals, the people on them, and their reception. The subject is one person as received once; its id comes first in
-- every key of what a person owns, so that these tables can be distributed by it unchanged.
create schema intake;

create table intake.arrival (
  arrival_id uuid primary key,
  institution_id text not null,
  facility_id text not null,
  kind text not null check (kind in ('manifest', 'mass_event')),
  mode text not null check (mode in ('air', 'land')),
  carrier text not null,
  origin_country text not null,
  origin_place text,
  expected_at timestamptz not null,
  state text not null check (state in ('expected', 'receiving', 'closed')),
  opened_at timestamptz,
  closed_at timestamptz,
  headcounts jsonb not null default '{}',
  signature jsonb,
  note text,
  version int not null default 1
);
create index arrival_recent on intake.arrival (institution_id, expected_at desc, arrival_id);

create table intake.subject (
  subject_id uuid primary key,
  institution_id text not null,
  arrival_id uuid not null,
  facility_id text not null,
  arrived_on date not null,
  state text not null check (state in ('expected', 'receiving', 'received', 'not_arrived', 'withdrawn')),
  listed boolean not null,
  line int,
  form jsonb not null default '{}',
  -- What the last manifest said of the person, so that a corrected file changes only what it says otherwise.
  listed_as jsonb,
  given_names text generated always as (form ->> 'givenNames') stored,
  surnames text generated always as (form ->> 'surnames') stored,
  sex text generated always as (form ->> 'sex') stored,
  birth_date text generated always as (form ->> 'birthDate') stored,
  cui text collate "C" generated always as (form ->> 'cui') stored,
  condition text generated always as (form ->> 'condition') stored,
  destination_municipality text generated always as (form ->> 'destinationMunicipality') stored,
  family_unit_id uuid,
  family_relationship text,
  step text,
  step_at timestamptz,
  slip_code text,
  received_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index subject_work_list on intake.subject (arrival_id, line, subject_id);
create index subject_family on intake.subject (family_unit_id) where family_unit_id is not null;
create index subject_newest on intake.subject (institution_id, arrived_on, subject_id);
create index subject_cui on intake.subject (institution_id, cui) where cui is not null;
create index subject_received on intake.subject (institution_id, arrived_on, facility_id) where state = 'received';

-- Words of a name, folded, to search by. Beginnings are found with ^@, which row-level security lets use the index.
create table intake.name_key (
  subject_id uuid not null,
  institution_id text not null,
  key text collate "C" not null,
  arrived_on date not null,
  primary key (subject_id, key)
);
create index name_key_search on intake.name_key (institution_id, key, arrived_on, subject_id);

-- The slip's opaque code, an index table of its own key.
create table intake.slip (
  code text primary key,
  subject_id uuid not null,
  institution_id text not null
);

create table intake.step (
  subject_id uuid not null,
  step text not null,
  institution_id text not null,
  at timestamptz not null,
  account_id uuid not null,
  primary key (subject_id, step)
);

create table intake.service (
  subject_id uuid not null,
  service text not null,
  institution_id text not null,
  state text not null check (state in ('wanted', 'given', 'declined')),
  provider_id text,
  at timestamptz not null,
  account_id uuid not null,
  primary key (subject_id, service)
);
-- Who slept here tonight.
create index service_lodging on intake.service (institution_id, at) where service = 'lodging';

create table intake.consent (
  subject_id uuid not null,
  purpose text not null,
  institution_id text not null,
  answer text not null,
  language text not null,
  text_version text not null,
  at timestamptz not null,
  account_id uuid not null,
  primary key (subject_id, purpose)
);

create table intake.manifest (
  manifest_id uuid primary key,
  institution_id text not null,
  arrival_id uuid not null references intake.arrival,
  file_name text not null,
  sha256 text not null,
  state text not null check (state in ('read', 'applied')),
  reading jsonb not null,
  uploaded_at timestamptz not null,
  uploaded_by uuid not null,
  applied_at timestamptz
);
create index manifest_arrival on intake.manifest (arrival_id, uploaded_at desc);

create table intake.manifest_row (
  manifest_id uuid not null references intake.manifest,
  line int not null,
  institution_id text not null,
  cells text[] not null,
  person jsonb not null,
  findings jsonb not null,
  worst text not null,
  comparison text not null,
  changed text[] not null,
  subject_id uuid,
  primary key (manifest_id, line)
);

-- Row-level security: an institution reaches its own rows. Without a context nothing is seen.
do $$
declare
  wanted text;
begin
  foreach wanted in array array['arrival', 'subject', 'name_key', 'slip', 'step', 'service', 'consent', 'manifest', 'manifest_row'] loop
    execute format('alter table intake.%I enable row level security', wanted);
    execute format('alter table intake.%I force row level security', wanted);
    execute format(
      'create policy own_institution on intake.%I using (institution_id = nullif(current_setting(''ceiba.institution'', true), ''''))',
      wanted);
  end loop;
end $$;

grant usage on schema intake to ceiba_app;
grant select, insert, update, delete on all tables in schema intake to ceiba_app;
