-- The directory: territory, languages, institutions and the places where people are attended. Small tables that every
-- other schema reads. Codes are text: a leading zero is part of the code. Nothing is deleted; entries are archived.
create schema directory;

create table directory.department (
  department_code text primary key check (department_code ~ '^[0-9]{2}$'),
  name text not null,
  iso_3166_2 text not null unique,
  iso_3166_2_former text not null,
  hasc text not null,
  ocha_pcode text not null unique,
  capital text not null,
  capital_municipality_code text not null check (left(capital_municipality_code, 2) = department_code),
  region_code text not null,
  region_name text not null,
  municipality_count int not null check (municipality_count > 0),
  population_2018 int not null check (population_2018 >= 0),
  lat double precision not null,
  lon double precision not null,
  tile_row int not null,
  tile_col int not null,
  note text,
  unique (tile_row, tile_col)
);

create table directory.municipality (
  municipality_code text primary key check (municipality_code ~ '^[0-9]{4}$'),
  department_code text not null references directory.department check (left(municipality_code, 2) = department_code),
  name text not null,
  other_names text[] not null default '{}',
  ocha_pcode text not null unique,
  lat double precision not null,
  lon double precision not null,
  population_2018 int not null check (population_2018 >= 0),
  note text,
  version int not null default 1,
  changed_at timestamptz not null,
  changed_by uuid,
  changed_for text
);

create table directory.language (
  language_code text primary key check (language_code ~ '^[a-z]+(-[a-z]+)*$'),
  name text not null,
  name_es text not null,
  iso_639_3 text check (iso_639_3 ~ '^[a-z]{3}$'),
  iso_name text,
  bcp47 text not null,
  family text not null,
  department_codes text[] not null default '{}',
  places text,
  note text
);

create table directory.institution (
  institution_id text primary key check (institution_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(institution_id) between 2 and 40),
  acronym text check (acronym <> ''),
  name text not null check (name <> ''),
  kind text not null,
  parent_id text references directory.institution check (parent_id <> institution_id),
  role text,
  legal_basis text,
  phone text,
  address text,
  sources text[] not null default '{}',
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  note text,
  state text not null default 'active' check (state in ('active', 'archived')),
  state_reason text check (state = 'active' or state_reason is not null),
  version int not null default 1,
  changed_at timestamptz not null,
  changed_by uuid,
  changed_for text
);

create table directory.facility (
  facility_id text primary key check (facility_id ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(facility_id) between 2 and 60),
  name text not null check (name <> ''),
  kind text not null,
  operator_id text references directory.institution,
  country text not null check (country ~ '^[A-Z]{2}$'),
  country_subdivision text,
  department_code text references directory.department,
  municipality_code text references directory.municipality,
  address text,
  phone text,
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  beds int check (beds >= 0),
  role text,
  sources text[] not null default '{}',
  source_section text,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  note text,
  state text not null default 'active' check (state in ('active', 'archived')),
  state_reason text check (state = 'active' or state_reason is not null),
  version int not null default 1,
  changed_at timestamptz not null,
  changed_by uuid,
  changed_for text,
  constraint facility_municipality_of_department check (municipality_code is null or left(municipality_code, 2) is not distinct from department_code),
  constraint facility_abroad_has_no_department check (country = 'GT' or department_code is null),
  constraint facility_coordinates_in_pairs check ((lat is null) = (lon is null)),
  -- Where a specialised shelter stands is known to those who work in it, and written nowhere. A telephone number has a
  -- region too.
  constraint facility_place_stays_secret check (
    kind <> 'shelter_trafficking'
    or (num_nonnulls(country_subdivision, department_code, municipality_code, address, phone, lat, lon) = 0 and country = 'GT'))
);

grant usage on schema directory to ceiba_app;
grant select on all tables in schema directory to ceiba_app;
grant insert, update on directory.institution, directory.facility to ceiba_app;
grant update (other_names, note, version, changed_at, changed_by, changed_for) on directory.municipality to ceiba_app;
