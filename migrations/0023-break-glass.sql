-- A record opened in an emergency to somebody who could not see it: one person, some hours, with a reason, reviewed afterwards.
create table access.break_glass (
  grant_id uuid primary key,
  institution_id text not null,
  account_id uuid not null references access.account,
  -- What the person was named by, until it is decided; then whom it named, if anybody.
  sought text,
  reason text not null,
  hours int not null check (hours between 1 and 8),
  asked_at timestamptz not null,
  state text not null check (state in ('waiting', 'open', 'nobody', 'refused', 'ended')),
  decided_by uuid,
  decided_at timestamptz,
  subject_id uuid,
  owner_id text,
  compartment text,
  until timestamptz,
  verdict text check (verdict in ('justified', 'not_justified')),
  remarks text,
  reviewed_by uuid,
  reviewed_at timestamptz
);
create index break_glass_account on access.break_glass (account_id, asked_at);
create index break_glass_institution on access.break_glass (institution_id, asked_at);
create index break_glass_owner on access.break_glass (owner_id, asked_at);

-- Does an institution want a second person before a record is opened? The latest row counts.
create table access.break_glass_rule (
  institution_id text not null,
  version int not null,
  second_person boolean not null,
  account_id uuid not null,
  at timestamptz not null,
  primary key (institution_id, version)
);

-- What somebody must be told, for everybody with one of the roles in an institution.
create table access.notice (
  notice_id uuid primary key,
  institution_id text not null,
  roles text[] not null,
  kind text not null,
  about jsonb not null,
  at timestamptz not null
);
create index notice_institution on access.notice (institution_id, at);
create table access.notice_read (
  notice_id uuid not null references access.notice,
  account_id uuid not null,
  at timestamptz not null,
  primary key (notice_id, account_id)
);

grant select, insert, update on access.break_glass to ceiba_app;
grant select, insert on access.break_glass_rule, access.notice, access.notice_read to ceiba_app;

-- In an emergency the application works as a role of its own, which reads, and of all persons sees one. The plans of everybody else's
-- statements stay as they are: these policies are not theirs.
grant usage on schema access, directory, intake, journal, vault to ceiba_glass;
grant select on all tables in schema directory to ceiba_glass;
grant select (account_id, name) on access.account to ceiba_glass;
grant select on intake.subject, intake.arrival, intake.step, intake.service, intake.consent, intake.slip to ceiba_glass;
grant select on vault.subject_key to ceiba_glass;
grant insert on journal.entry to ceiba_glass;

do $$
declare
  wanted text;
begin
  foreach wanted in array array['subject', 'step', 'service', 'consent', 'slip'] loop
    execute format(
      'create policy only_one on intake.%I as restrictive to ceiba_glass using (subject_id = nullif(current_setting(''ceiba.one_person'', true), '''')::uuid)',
      wanted);
  end loop;
end $$;
create policy only_one on vault.subject_key as restrictive to ceiba_glass using (
  subject_id = nullif(current_setting('ceiba.one_person', true), '')::uuid);
create policy only_one on intake.arrival as restrictive to ceiba_glass using (
  arrival_id = (
    select subject.arrival_id
    from intake.subject
    where subject.subject_id = nullif(current_setting('ceiba.one_person', true), '')::uuid));
