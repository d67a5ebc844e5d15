-- Times are milliseconds since the epoch.
create table log_group (
  id ${identity},
  cell ${ordered} not null,
  name ${ordered} not null,
  created bigint not null,
  retention_days integer,
  unique (cell, name)
);

create table log_tag (
  log_group bigint not null,
  name ${ordered} not null,
  value text not null,
  primary key (log_group, name)
)${end};

-- Of its events a stream knows the first and the last time, and all their bytes, so that describing needs no search.
create table log_stream (
  id ${identity},
  log_group bigint not null,
  name ${ordered} not null,
  created bigint not null,
  first_event bigint,
  last_event bigint,
  ingested bigint,
  bytes bigint not null,
  unique (log_group, name)
);

create index log_stream_by_last on log_stream (log_group, (coalesce(last_event, 0)), name);

-- Rows stand in the order they came in, which is nearly that of their times; both ways of reading have an index.
create table log_event (
  id ${identity},
  log_group bigint not null,
  stream bigint not null,
  at bigint not null,
  ingested bigint not null,
  message ${blob} not null
);

create index log_event_by_stream on log_event (stream, at, id);

create index log_event_by_group on log_event (log_group, at, id);

-- Deleted groups and streams whose events are still to be removed.
create table log_trash (
  id ${identity},
  log_group bigint,
  stream bigint
);
