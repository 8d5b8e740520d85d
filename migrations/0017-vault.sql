-- Keys: what tells who a closed person is, is sealed with a key of their own (src/server/vault). A key lies here wrapped by the master
-- key, which is not in the database. Who does not see a record does not see its key.
create schema vault;

-- The keys that serve the whole register: for blinded words, for digests of the journal.
create table vault.service_key (
  name text primary key,
  wrapped bytea not null,
  master_version int not null,
  made_at timestamptz not null
);

create table vault.subject_key (
  subject_id uuid primary key,
  institution_id text not null,
  version int not null,
  wrapped bytea not null,
  master_version int not null,
  made_at timestamptz not null
);
create index subject_key_wrapped on vault.subject_key (institution_id, master_version);

alter table vault.subject_key enable row level security;
alter table vault.subject_key force row level security;
create policy own_institution on vault.subject_key
  using (institution_id = nullif(current_setting('ceiba.institution', true), ''));
create policy open_compartment on vault.subject_key as restrictive using (
  current_setting('ceiba.compartments', true) = 'all'
  or (select true from intake.subject where subject.subject_id = subject_key.subject_id limit 1));

grant usage on schema vault to ceiba_app;
grant select, insert, update on vault.service_key to ceiba_app;
grant select, insert, update, delete on vault.subject_key to ceiba_app;

-- The lines of files that are about somebody.
create index manifest_row_subject on intake.manifest_row (subject_id) where subject_id is not null;
