-- When the person of a session last showed that it is them: by signing in, or again since. Calls marked as a step up ask for it.
alter table access.session add column confirmed_at timestamptz;
