-- What persons were shown for, where it is not what the call usually shows them for: most entries leave it empty and cost nothing more.
alter table journal.entry add column purpose text;

-- The digest covers it where it is said; entries without it keep the digest that they had.
create or replace function journal.digest_of(entry journal.entry) returns bytea
language sql stable
return sha256(convert_to(
  (jsonb_build_array(
    entry.entry_id, extract(epoch from entry.at), entry.kind, entry.call, entry.account_id, entry.institution_id,
    entry.subjects, entry.input, entry.output)
   || case when entry.purpose is null then '[]'::jsonb else jsonb_build_array(entry.purpose) end)::text,
  'UTF8'));
