-- What tells of a closed record is closed with it: who it is, what was decided, what is to be asked. The record itself says whether it
-- is open; a scalar subquery, because PostgreSQL would turn `exists` into a scan of all returns.
do $$
declare
  wanted record;
begin
  for wanted in
    select *
    from (values
      ('person', array['subject_id']), ('indexed', array['subject_id']), ('looked', array['subject_id']),
      ('decision', array['one_id', 'other_id']), ('question', array['one_id', 'other_id'])) as tables (name, subjects)
  loop
    execute format(
      'create policy open_compartment on identity.%I as restrictive using (current_setting(''ceiba.compartments'', true) = ''all'' or %s)',
      wanted.name,
      (select string_agg(
        format('(select true from intake.subject where subject.subject_id = %I.%I limit 1)', wanted.name, subject), ' and ')
       from unnest(wanted.subjects) as subject));
  end loop;
end $$;

create policy open_compartment on identity.undone as restrictive using (
  current_setting('ceiba.compartments', true) = 'all'
  or (select true from identity.decision where decision.decision_id = undone.decision_id limit 1));
