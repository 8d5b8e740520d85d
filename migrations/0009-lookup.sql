-- Up to which transaction the latest changes of an institution have been looked at for the keys: whatever was written by this one or a
-- later one is still to be looked at. Without it, or on another database than the one it was written on, everything recent is.
alter table identity.progress add column seen_before xid8;
