-- Keys with which machines of other institutions' systems call Ceiba: each is an account without work, so that the journal names it like
-- anybody; what it may is in its scopes alone. Of the secret, and of the short-lived tokens given for it, only the hash is here.
create table access.service_key (
  key_id uuid primary key references access.account,
  institution_id text not null,
  secret_hash bytea not null unique,
  scopes text[] not null check (cardinality(scopes) > 0),
  made_by uuid not null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  check (ends_at <= made_at + interval '366 days')
);
create index service_key_institution on access.service_key (institution_id, made_at);

create table access.service_token (
  token_hash bytea primary key,
  key_id uuid not null references access.service_key,
  scopes text[] not null,
  ends_at timestamptz not null
);
create index service_token_key on access.service_token (key_id, ends_at);

grant select, insert, update on access.service_key to ceiba_app;
grant select, insert, delete on access.service_token to ceiba_app;

-- Passkeys: the public half of what an authenticator holds. A challenge is good once and for a few minutes.
create table access.passkey (
  passkey_id uuid primary key,
  account_id uuid not null references access.account,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  name text not null,
  made_at timestamptz not null,
  used_at timestamptz
);
create index passkey_account on access.passkey (account_id);

create table access.challenge (
  challenge_hash bytea primary key,
  account_id uuid,
  ends_at timestamptz not null
);
create index challenge_end on access.challenge (ends_at);

grant select, insert, update, delete on access.passkey to ceiba_app;
grant select, insert, delete on access.challenge to ceiba_app;
