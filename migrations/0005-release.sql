-- Releases: what the public can read, and all that it can read. A release is put in whole, by one statement, and never changed:
-- nobody is given the right to update or delete. Words are kept as {"es": …, "en": …}.
create schema release;

create domain release.words as jsonb check (value is null or (value ->> 'es' <> '' and value ->> 'en' <> '') is true);

create table release.release (
  release_number int primary key check (release_number > 0),
  series text not null,
  title release.words not null,
  published_at timestamptz not null,
  sha256 text not null unique check (sha256 ~ '^[0-9a-f]{64}$')
);
create index release_newest on release.release (series, release_number desc);

create table release.document (
  release_number int not null references release.release,
  document_id text not null,
  position int not null,
  title release.words not null,
  short release.words not null,
  issuer text not null,
  dated text not null,
  primary key (release_number, document_id)
);

create table release.institution (
  release_number int not null references release.release,
  institution_id text not null,
  position int not null,
  acronym text,
  name release.words not null,
  primary key (release_number, institution_id)
);

create table release.objective (
  release_number int not null references release.release,
  number int not null check (number between 1 and 23),
  title release.words not null,
  short release.words not null,
  reported boolean not null,
  primary key (release_number, number)
);

-- A value that is null is not available; zero is zero.
create table release.figure (
  release_number int not null references release.release,
  figure_id text not null,
  position int not null,
  as_written text not null,
  value numeric,
  kind text not null,
  qualifier text not null check (qualifier in ('exact', 'at_least', 'at_most', 'about')),
  status text not null check (status in ('reported', 'computed', 'protected')),
  measure release.words not null,
  unit release.words not null,
  sentence release.words not null,
  period_from text,
  period_to text,
  institutions text[] not null,
  objectives int[] not null,
  breakdown_dimension release.words,
  breakdown_value release.words check ((breakdown_value is null) = (breakdown_dimension is null)),
  document_id text not null,
  section release.words not null,
  note release.words,
  primary key (release_number, figure_id),
  foreign key (release_number, document_id) references release.document
);

create table release.contradiction (
  release_number int not null references release.release,
  contradiction_id text not null,
  position int not null,
  nature text not null,
  figures text[] not null check (cardinality(figures) > 0),
  says release.words not null,
  primary key (release_number, contradiction_id)
);

-- A table as its document shows it: its cells name figures, so it holds no number of its own.
create table release.public_table (
  release_number int not null references release.release,
  table_id text not null,
  position int not null,
  content jsonb not null,
  primary key (release_number, table_id)
);

-- A release in one row, as its readers take it: the API and the portal.
create view release.published as
select
  release_number as number,
  series,
  title,
  published_at,
  sha256,
  (
    select jsonb_agg(jsonb_build_object('documentId', document_id, 'title', title, 'short', short, 'issuer', issuer, 'dated', dated)
      order by position)
    from release.document
    where document.release_number = release.release_number
  ) as documents,
  (
    select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('institutionId', institution_id, 'acronym', acronym, 'name', name))
      order by position)
    from release.institution
    where institution.release_number = release.release_number
  ) as institutions,
  (
    select jsonb_agg(jsonb_build_object('number', number, 'title', title, 'short', short, 'reported', reported) order by number)
    from release.objective
    where objective.release_number = release.release_number
  ) as objectives,
  (
    select jsonb_agg(
      jsonb_strip_nulls(jsonb_build_object(
        'figureId', figure_id,
        'asWritten', as_written,
        'value', value,
        'kind', kind,
        'qualifier', qualifier,
        'status', status,
        'measure', measure,
        'unit', unit,
        'sentence', sentence,
        'period', jsonb_build_object('from', period_from, 'to', period_to),
        'institutions', institutions,
        'objectives', objectives,
        'breakdown', case
          when breakdown_dimension is not null
          then jsonb_build_object('dimension', breakdown_dimension, 'value', breakdown_value)
        end,
        'source', jsonb_build_object('document', document_id, 'section', section),
        'note', note))
      order by position)
    from release.figure
    where figure.release_number = release.release_number
  ) as figures,
  (
    select jsonb_agg(
      jsonb_build_object('contradictionId', contradiction_id, 'nature', nature, 'figures', figures, 'says', says)
      order by position)
    from release.contradiction
    where contradiction.release_number = release.release_number
  ) as contradictions,
  (
    select jsonb_agg(content order by position)
    from release.public_table
    where public_table.release_number = release.release_number
  ) as tables
from release.release;

grant usage on schema release to ceiba_app, ceiba_portal;
grant select, insert on
  release.release, release.document, release.institution, release.objective, release.figure, release.contradiction,
  release.public_table
to ceiba_app;
grant select on all tables in schema release to ceiba_portal;
grant select on release.published to ceiba_app;
