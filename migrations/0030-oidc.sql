-- Sign-in through the institutions' own identity provider (OpenID Connect). An identity there opens an account here only where an
-- administrator has linked the two; until the account's person has come in that way once, it is not proved that both are the same person.
create table access.identity_link (
  account_id uuid primary key references access.account,
  issuer text not null,
  subject text not null,
  institution_id text not null,
  linked_by uuid not null references access.account,
  linked_at timestamptz not null,
  proved_at timestamptz,
  unique (issuer, subject)
);

-- An identity that is not linked and was tried: what its person tells the administrator, who enters it.
create table access.identity_reference (
  issuer text not null,
  subject text not null,
  reference_hash bytea not null unique,
  ends_at timestamptz not null,
  primary key (issuer, subject)
);

-- A sign-in that is under way at the provider, bound to one browser; good once and for ten minutes.
create table access.identity_errand (
  errand_hash bytea primary key,
  state_hash bytea not null,
  nonce text not null,
  verifier text not null,
  place_hash bytea not null,
  begun_at timestamptz not null,
  ends_at timestamptz not null,
  taken_at timestamptz,
  issuer text,
  subject text,
  strong boolean not null default false
);
create index identity_errand_place on access.identity_errand (place_hash, begun_at);

-- Came in through the provider; with a second factor that it vouches for.
alter table access.session
  add column through_provider boolean not null default false,
  add column strong boolean not null default false;

grant select, insert, update, delete on access.identity_link, access.identity_reference, access.identity_errand to ceiba_app;
