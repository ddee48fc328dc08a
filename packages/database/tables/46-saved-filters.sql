-- A worker's own ways to look at her list, under names of her own.
create table saved_filters (
  municipality text not null, id uuid not null, username text not null, name text not null, filter jsonb not null, version int not null default 1, created_at timestamptz not null, removed_at timestamptz,
  constraint saved_filters_pkey primary key (municipality, id),
  constraint saved_filters_user_fkey foreign key (municipality, username) references users (municipality, username)
);
comment on table saved_filters is 'Filters of the list of journeys that somebody keeps. Nobody else sees them; they hold no name of a citizen and no search.';
comment on column saved_filters.municipality is 'The municipality; leads every key.';
comment on column saved_filters.id is 'Our id.';
comment on column saved_filters.username is 'Whose it is.';
comment on column saved_filters.name is 'What she calls it.';
comment on column saved_filters.filter is 'View, status, level, team and worker that are asked for.';
comment on column saved_filters.version is 'Grows with every change: the ETag.';
comment on column saved_filters.created_at is 'Product time; also its place in the row.';
comment on column saved_filters.removed_at is 'Taken away then, and can be brought back; null: in use.';
create unique index saved_filters_one_name on saved_filters (municipality, username, lower(name)) where removed_at is null;
select guard.wall('saved_filters');
create policy own_filters on saved_filters to rt_api using (username = (select (guard.scope()).actor));
