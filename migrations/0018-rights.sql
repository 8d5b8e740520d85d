-- What a person answered about each use of their data is kept, not written over: an answer is one more row, for everybody or for one
-- institution, and the newest counts.
alter table intake.consent add column recipient text not null default '';
alter table intake.consent add column how text not null default 'desk';
alter table intake.consent add column note text;
alter table intake.consent drop constraint consent_pkey;
alter table intake.consent add primary key (subject_id, purpose, recipient, at);

-- Texts in languages that do not come with the program: written by one person, read aloud once a second one has reviewed them.
create table intake.consent_text (
  institution_id text not null,
  version text not null,
  audience text not null,
  language text not null,
  valid_from date not null,
  valid_until date,
  opening text not null,
  questions jsonb not null,
  state text not null check (state in ('draft', 'reviewed')),
  written_by uuid not null,
  written_at timestamptz not null,
  reviewed_by uuid check (reviewed_by <> written_by),
  reviewed_at timestamptz,
  primary key (institution_id, version)
);

-- Rights over data: what people ask about their own, and what leaves for somebody outside.
create schema rights;

-- How an institution answers: working days, its days off beside the holidays, a second person for what leaves.
create table rights.setting (
  institution_id text primary key,
  answer_days int not null check (answer_days between 1 and 60),
  extension_days int not null check (extension_days between 1 and 60),
  second_person boolean not null,
  days_off date[] not null,
  version int not null,
  account_id uuid not null,
  at timestamptz not null
);

-- What the institution says of our reading of a law: it counts once it is confirmed here.
create table rights.basis_word (
  institution_id text not null,
  basis_id text not null,
  word text not null check (word in ('confirmed', 'rejected')),
  note text not null,
  account_id uuid not null,
  at timestamptz not null,
  primary key (institution_id, basis_id)
);

create table rights.number (
  institution_id text not null,
  year int not null,
  last int not null,
  primary key (institution_id, year)
);

create table rights.request (
  subject_id uuid not null,
  request_id uuid not null,
  institution_id text not null,
  number text not null,
  kind text not null,
  state text not null check (state in ('open', 'answered', 'refused', 'handed_over')),
  asked_on date not null,
  due_on date not null,
  asks text not null,
  asker jsonb not null,
  identity jsonb,
  extension jsonb,
  answer jsonb,
  version int not null default 1,
  primary key (subject_id, request_id)
);
create index request_due on rights.request (institution_id, state, due_on, request_id);

-- What happened to a request, never changed.
create table rights.event (
  subject_id uuid not null,
  event_id uuid not null,
  request_id uuid not null,
  institution_id text not null,
  kind text not null,
  note text,
  transfer_id uuid,
  at timestamptz not null,
  account_id uuid not null,
  primary key (subject_id, event_id)
);

create table rights.attachment (
  subject_id uuid not null,
  attachment_id uuid not null,
  request_id uuid not null,
  institution_id text not null,
  proves text not null,
  media text not null,
  sha256 text not null,
  scan text not null,
  bytes bytea not null,
  at timestamptz not null,
  account_id uuid not null,
  primary key (subject_id, attachment_id)
);

-- Data of one person for somebody outside: exactly these fields, until this day, for this reason.
create table rights.transfer (
  subject_id uuid not null,
  transfer_id uuid not null,
  institution_id text not null,
  recipient_id text not null,
  recipient text not null,
  country text not null,
  purpose text not null,
  why text not null,
  ground jsonb not null,
  fields text[] not null,
  expires_on date not null,
  state text not null check (state in ('proposed', 'approved', 'revoked')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  approved_by uuid,
  approved_at timestamptz,
  revoked jsonb,
  primary key (subject_id, transfer_id)
);
create index transfer_state on rights.transfer (institution_id, state);

create table rights.handed (
  subject_id uuid not null,
  handed_id uuid not null,
  transfer_id uuid not null,
  institution_id text not null,
  format text not null,
  sha256 text not null,
  at timestamptz not null,
  account_id uuid not null,
  primary key (subject_id, handed_id)
);

-- An institution reaches its own rows; what tells of a closed record is closed with it, as what identity found out is (0013).
do $$
declare
  wanted record;
begin
  for wanted in
    select *
    from (values
      ('intake', 'consent_text', false), ('rights', 'setting', false), ('rights', 'basis_word', false), ('rights', 'number', false),
      ('rights', 'request', true), ('rights', 'event', true), ('rights', 'attachment', true), ('rights', 'transfer', true),
      ('rights', 'handed', true)) as tables (place, name, personal)
  loop
    execute format('alter table %I.%I enable row level security', wanted.place, wanted.name);
    execute format('alter table %I.%I force row level security', wanted.place, wanted.name);
    execute format(
      'create policy own_institution on %I.%I using (institution_id = nullif(current_setting(''ceiba.institution'', true), ''''))',
      wanted.place, wanted.name);
    if wanted.personal then
      execute format(
        'create policy open_compartment on %1$I.%2$I as restrictive using (current_setting(''ceiba.compartments'', true) = ''all''
          or (select true from intake.subject where subject.subject_id = %2$I.subject_id limit 1))',
        wanted.place, wanted.name);
    end if;
  end loop;
end $$;

grant usage on schema rights to ceiba_app;
grant select, insert, update on intake.consent_text to ceiba_app;
grant select, insert, update on rights.setting, rights.basis_word, rights.number, rights.request, rights.transfer to ceiba_app;
-- Erasing a person takes these with it; nobody changes them.
grant select, insert, delete on rights.event, rights.attachment, rights.handed to ceiba_app;
grant delete on rights.request, rights.transfer to ceiba_app;
