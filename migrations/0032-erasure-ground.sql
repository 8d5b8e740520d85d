-- The request of the person because of which an erasure was asked.
alter table retention.erasure add column request_id uuid;
