-- When each account was last seen is asked for whole institutions, over all sessions, ended ones too.
create index session_seen on access.session (account_id, seen_at);
