-- Files that are read in, line by line. What was taken in is an event like any other; here stand only the report, and, sealed, the lines that wait for repair.
create table imports (
  municipality text not null, id uuid not null, area text not null, team text not null, created_by text not null, created_at timestamptz not null,
  encoding text not null, separator text not null, sealed_header bytea not null, lines int not null,
  constraint imports_pkey primary key (municipality, id),
  constraint imports_team_fkey foreign key (municipality, team) references teams (municipality, id)
);
comment on table imports is 'A file of cases and events that a lead read in for her area.';
comment on column imports.municipality is 'The municipality; leads every key.';
comment on column imports.id is 'Ordered in time.';
comment on column imports.area is 'The area it was read in for: its leads see the report.';
comment on column imports.team is 'Team for which she acted.';
comment on column imports.created_by is 'Who.';
comment on column imports.created_at is 'When, product time.';
comment on column imports.encoding is 'How the file was written: utf-8, utf-8-bom, utf-16, windows-1252.';
comment on column imports.separator is 'What stands between its columns.';
comment on column imports.sealed_header is 'Its headings as JSON, sealed: nobody knows what a file calls its columns.';
comment on column imports.lines is 'How many lines it has, without the heading.';
create index imports_of_area on imports (municipality, area, id);
select guard.wall('imports');
create policy leads_of_the_area_read on imports for select to rt_api using (
  area = (select (guard.scope()).area) and (select (guard.scope()).role) = 'lead' and (select (guard.scope()).purpose) = 'import');

create table import_lines (
  municipality text not null, import_id uuid not null, line int not null, rank int not null, state text not null, version int not null default 1,
  kind text, citizen_id uuid, faults jsonb not null default '[]', sealed_cells bytea, changed_at timestamptz not null, repaired_by text,
  constraint import_lines_pkey primary key (municipality, import_id, line),
  constraint import_lines_import_fkey foreign key (municipality, import_id) references imports (municipality, id),
  constraint import_lines_state_known check (state in ('pending', 'accepted', 'duplicate', 'not-kept', 'refused')),
  constraint import_lines_cells_kept check ((sealed_cells is not null) = (state in ('pending', 'refused')))
);
comment on table import_lines is 'What became of each line. The line itself is kept, sealed, only while it waits to be judged or repaired.';
comment on column import_lines.municipality is 'The municipality; leads every key.';
comment on column import_lines.import_id is 'The file.';
comment on column import_lines.line is 'Line of the file, the heading included.';
comment on column import_lines.rank is 'Judged first: 0 for what opens a case, 1 for the rest, so that the order of the file does not matter.';
comment on column import_lines.state is 'pending, accepted, duplicate, not-kept, refused.';
comment on column import_lines.version is 'Grows with every repair.';
comment on column import_lines.kind is 'Kind of event, where it was understood.';
comment on column import_lines.citizen_id is 'Whom it is about, where she is known: for the access log.';
comment on column import_lines.faults is 'Column and code of each fault; no value of the line.';
comment on column import_lines.sealed_cells is 'The cells as JSON, sealed; null once nothing is to be repaired.';
comment on column import_lines.changed_at is 'Last judged, product time.';
comment on column import_lines.repaired_by is 'Who repaired it.';
create index import_lines_of_state on import_lines (municipality, import_id, state, rank, line);
select guard.wall('import_lines');
create policy import_readers_read on import_lines for select to rt_api using (exists (
  select from imports i where i.municipality = import_lines.municipality and i.id = import_lines.import_id));
