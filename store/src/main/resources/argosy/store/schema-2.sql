-- Beside each document stands by what it is found, so that it isn't read before it is asked for. And rows have numbers:
-- without, SQLite keeps what is longer than 1 KB on pages of its own, most of them half empty.
create table document_2 (
  cell text not null,
  kind text not null,
  id text not null,
  schema integer not null,
  found_by text,
  body text not null,
  primary key (cell, kind, id)
);

insert into document_2 (cell, kind, id, schema, body) select cell, kind, id, schema, body from document;

drop table document;

alter table document_2 rename to document;
