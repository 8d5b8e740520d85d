-- Which entries of the journal are about whom: made when they are sealed, so that no writer waits for it.
create table journal.about (
  subject_id uuid not null,
  position bigint not null,
  primary key (subject_id, position)
);

insert into journal.about (subject_id, position)
select distinct subject_id, entry.position
from journal.seal
join journal.entry using (entry_id), unnest(entry.subjects) as subject_id;

grant select, insert on journal.about to ceiba_app;
