-- Accounts, what they do and where, their sessions. Stays local when person tables are distributed.
create schema access;

create table access.account (
  account_id uuid primary key,
  login text not null unique check (login = lower(login)),
  name text not null,
  password_hash text not null,
  must_change boolean not null default false,
  totp_secret text,
  totp_step bigint not null default 0,
  recovery_hashes text[] not null default '{}',
  state text not null default 'active' check (state in ('active', 'disabled')),
  demonstration boolean not null default false,
  created_at timestamptz not null,
  version int not null default 1
);

create table access.membership (
  account_id uuid not null references access.account,
  institution_id text not null,
  role text not null,
  primary key (account_id, institution_id, role)
);
create index membership_institution on access.membership (institution_id, account_id);

create table access.session (
  session_id uuid primary key,
  token_hash bytea not null unique,
  account_id uuid not null references access.account,
  institution_id text not null,
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz,
  agent text
);
create index session_account on access.session (account_id) where ended_at is null;
-- When each account was last seen is asked for whole institutions, over all sessions, ended ones too.
create index session_seen on access.session (account_id, seen_at);

-- Failed sign-ins, for throttling. The login is kept as a hash: people type passwords into the wrong field.
create table access.attempt (
  at timestamptz not null,
  login_hash bytea not null,
  address text not null
);
create index attempt_login on access.attempt (login_hash, at);
create index attempt_address on access.attempt (address, at);

grant usage on schema access to ceiba_app;
grant select, insert, update on access.account, access.session to ceiba_app;
grant select, insert, delete on access.membership, access.attempt to ceiba_app;
