create table messages (
    id         bigint generated always as identity primary key,
    text       text not null,
    version    bigint not null default 1,
    written_at timestamptz not null default now()
);

create table counters (
    name  text primary key,
    value bigint not null
);

insert into counters values ('visits', 0), ('changes', 0);

insert into messages (text) values ('Welcome! This line was written on the primary and is read from a replica.');
