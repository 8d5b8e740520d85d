-- The journal: what was done and what was read, by whom. Trail and idempotency guard in one.
-- The application may add and read; nobody may change or remove.

create table journal.entry (
  entry_id uuid primary key,
  position bigint generated always as identity,
  at timestamptz not null,
  kind text not null check (kind in ('command', 'reading')),
  call text not null,
  account_id uuid,
  institution_id text,
  subjects uuid[] not null default '{}',
  input jsonb,
  output jsonb
);
create index entry_position on journal.entry (position);

-- Each seal binds an entry to all before it: hash = sha256(hash before || digest of the entry).
create table journal.seal (
  number bigint primary key,
  entry_id uuid not null unique references journal.entry,
  position bigint not null,
  hash bytea not null
);

create function journal.digest_of(entry journal.entry) returns bytea
language sql stable
return sha256(convert_to(
  jsonb_build_array(
    entry.entry_id, extract(epoch from entry.at), entry.kind, entry.call, entry.account_id, entry.institution_id,
    entry.subjects, entry.input, entry.output)::text,
  'UTF8'));

grant usage on schema journal to ceiba_app;
grant select on journal.migration to ceiba_app;
grant select, insert on journal.entry, journal.seal to ceiba_app;
