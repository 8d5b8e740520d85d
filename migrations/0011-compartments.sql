-- Compartments: a record in one is closed for everybody who is not a member of it, its existence too. Null is open to the institution.

create table access.compartment_member (
  account_id uuid not null references access.account,
  institution_id text not null,
  compartment text not null,
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (account_id, institution_id, compartment)
);
grant select, insert, delete on access.compartment_member to ceiba_app;

-- May this record be seen by whoever works now? `all` counts everybody and shows nobody.
create function access.is_open(compartment text) returns boolean
language sql stable parallel safe
return compartment is null
  or current_setting('ceiba.compartments', true) = 'all'
  or compartment = any(string_to_array(current_setting('ceiba.compartments', true), ','));

do $$
declare
  wanted text;
begin
  foreach wanted in array array['subject', 'name_key', 'slip', 'step', 'service', 'consent', 'manifest_row'] loop
    execute format('alter table intake.%I add column compartment text', wanted);
    execute format('create policy open_compartment on intake.%I as restrictive using (access.is_open(compartment))', wanted);
  end loop;
end $$;

-- Lists and searches still find what they need in the index alone.
alter table intake.name_key drop constraint name_key_pkey;
alter table intake.name_key add primary key (subject_id, key) include (compartment);
drop index intake.name_key_search;
create index name_key_search on intake.name_key (institution_id, key, arrived_on, subject_id) include (compartment);
drop index intake.subject_newest;
create index subject_newest on intake.subject (institution_id, arrived_on, subject_id) include (compartment);
create index subject_closed on intake.subject (institution_id, compartment, subject_id) where compartment is not null;
