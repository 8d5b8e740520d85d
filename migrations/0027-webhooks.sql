-- Systems that want to be told what happened: where, of what, and what became of each telling (ADR 19).

create table exchange.subscription (
  subscription_id uuid primary key,
  institution_id text not null,
  url text not null,
  kinds text[] not null check (cardinality(kinds) > 0),
  -- What a telling is signed with. Shown once, when it is made.
  secret bytea not null,
  state text not null check (state in ('active', 'paused')),
  -- The number of the last seal that was looked at for it.
  told_until bigint not null,
  made_at timestamptz not null,
  made_by uuid not null,
  version int not null default 1
);
create index subscription_institution on exchange.subscription (institution_id, subscription_id);

create table exchange.delivery (
  delivery_id uuid primary key,
  subscription_id uuid not null references exchange.subscription on delete cascade,
  institution_id text not null,
  -- The entry of the journal that it tells of; none of a test.
  entry_id uuid,
  -- The order in which things happened: the number of the entry's seal.
  number bigint not null,
  kind text not null,
  -- Tellings about the same thing follow each other.
  about uuid not null,
  subjects uuid[] not null,
  payload jsonb not null,
  state text not null check (state in ('waiting', 'delivered', 'dead')),
  happened_at timestamptz not null,
  -- Since when it is tried, for how long it is tried.
  since timestamptz not null,
  tries int not null default 0,
  next_try_at timestamptz not null,
  status int,
  why text,
  answered_at timestamptz,
  unique (subscription_id, entry_id)
);
create index delivery_waiting on exchange.delivery (institution_id, next_try_at) where state = 'waiting';
create index delivery_order on exchange.delivery (subscription_id, about, number) where state = 'waiting';
create index delivery_list on exchange.delivery (subscription_id, happened_at desc, delivery_id);

do $$
declare
  wanted text;
begin
  foreach wanted in array array['subscription', 'delivery'] loop
    execute format('alter table exchange.%I enable row level security', wanted);
    execute format('alter table exchange.%I force row level security', wanted);
    execute format(
      'create policy own_institution on exchange.%I using (institution_id = nullif(current_setting(''ceiba.institution'', true), ''''))',
      wanted);
  end loop;
end $$;

-- What tells of a closed record is closed with it: nobody who sends can see it.
create policy open_compartment on exchange.delivery as restrictive using (
  current_setting('ceiba.compartments', true) = 'all'
  or (select coalesce(bool_and((select true from intake.subject where subject.subject_id = id limit 1) is true), true)
      from unnest(subjects) as id));

grant select, insert, update, delete on exchange.subscription, exchange.delivery to ceiba_app;
