-- The newest version of each entity, as a JSON document.
create table document (
  cell text not null,
  kind text not null,
  id text not null,
  schema integer not null,
  body text not null,
  primary key (cell, kind, id)
) without rowid;
