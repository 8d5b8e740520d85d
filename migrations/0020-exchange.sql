-- What is exchanged with systems of others: whether the civil registry knows a CUI, and as whose.
create schema exchange;

-- One question about the CUI of a return, and its answer: where, when, because of what, what was compared and what differs. What the
-- registry says of the person is compared and forgotten.
create table exchange.verification (
  subject_id uuid not null,
  verification_id uuid not null,
  institution_id text not null,
  source text not null,
  basis text not null,
  asked_at timestamptz not null,
  account_id uuid not null,
  state text not null check (state in ('waiting', 'confirmed', 'differs', 'unknown', 'unavailable')),
  compared text[] not null default '{}',
  differs text[] not null default '{}',
  -- Of what was compared, salted with the question's own id: tells whether the record says something else today.
  digest bytea,
  -- Why there is no answer, or not yet.
  why text,
  tries int not null default 0,
  -- While somebody asks: until when it is left to them.
  next_try_at timestamptz not null,
  answered_at timestamptz,
  primary key (subject_id, verification_id)
);
create index verification_waiting on exchange.verification (institution_id, next_try_at) where state = 'waiting';
create unique index verification_one on exchange.verification (subject_id, source) where state = 'waiting';

-- The state of a connection, of everybody: is there one, and is it left in peace because it failed again and again? Nobody's data.
create table exchange.connection (
  source text primary key,
  configured boolean not null,
  failures int not null default 0,
  resting_until timestamptz
);

alter table exchange.verification enable row level security;
alter table exchange.verification force row level security;
create policy own_institution on exchange.verification
  using (institution_id = nullif(current_setting('ceiba.institution', true), ''));
create policy open_compartment on exchange.verification as restrictive using (
  current_setting('ceiba.compartments', true) = 'all'
  or (select true from intake.subject where subject.subject_id = verification.subject_id limit 1));
alter table exchange.connection enable row level security;
alter table exchange.connection force row level security;
create policy everybody on exchange.connection using (true);

grant usage on schema exchange to ceiba_app;
grant select, insert, update, delete on exchange.verification to ceiba_app;
grant select, insert, update on exchange.connection to ceiba_app;
