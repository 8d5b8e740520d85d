-- Entries that were reset, or asked to be: who has a second factor is reset by two administrators, so that none takes an account over alone.
create table access.reset (
  reset_id uuid primary key,
  account_id uuid not null references access.account,
  institution_id text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  done_by uuid,
  done_at timestamptz
);
create index reset_account on access.reset (account_id, asked_at);

grant select, insert, update on access.reset to ceiba_app;
