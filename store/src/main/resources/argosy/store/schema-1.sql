-- The newest version of each entity, as a JSON document.
create table document (
  cell text not null,
  kind text not null,
  id text not null,
  schema integer not null,
  body text not null,
  primary key (cell, kind, id)
)${end};

-- Who may write a cell. Every commit checks its epoch, so that a server that lost its lease can't write.
create table lease (
  cell text not null primary key,
  epoch bigint not null,
  holder text not null,
  address text not null,
  expires bigint not null
)${end};

-- The accounts, each with the access key of its root.
create table account (
  id text not null primary key,
  access_key_id text not null unique,
  secret_access_key text not null,
  number integer not null unique
)${end};
