-- A name for tight places: a board, a list, a filter. Nobody has to give one.
alter table directory.facility add column short_name text check (short_name <> '');
-- Those of the program, for a directory that was loaded before; where somebody wrote the entry anew it is theirs to say.
update directory.facility
set short_name = shipped.short_name
from (values
  ('crr-fag', 'Centro de la Fuerza Aérea'),
  ('crr-tecun-uman', 'Centro de Tecún Umán'),
  ('albergue-svet', 'Albergue especializado (SVET)'),
  ('quedate-smv', 'Quédate Santa María Visitación'),
  ('crm-xela', 'Centro de Recursos, Quetzaltenango'),
  ('cnr-guatemala', 'Casa Nuestras Raíces, Guatemala'),
  ('cnr-xela', 'Casa Nuestras Raíces, Quetzaltenango'),
  ('car', 'CAR, Plan Retorno al Hogar')
) as shipped (facility_id, short_name)
where facility.facility_id = shipped.facility_id
  and changed_by is null;

-- When somebody else gave the account its password; none when it is one's own. Such a password is good for some days only.
alter table access.account add column password_given_at timestamptz;
update access.account set password_given_at = now() where must_change;

-- From where a session was opened, as a hash: who is known at a place does not wait for what strangers fail elsewhere.
alter table access.session add column place_hash bytea;
