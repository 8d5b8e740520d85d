-- What was refused stands in the journal too: a sign-in that failed, a record of persons that was asked for in vain.
-- Who, when, which call and why; nothing of the content.
alter table journal.entry drop constraint entry_kind_check;
alter table journal.entry add constraint entry_kind_check check (kind in ('command', 'reading', 'refusal')) not valid;
alter table journal.entry validate constraint entry_kind_check;

-- Sessions that are long over are forgotten.
grant delete on access.session to ceiba_app;
