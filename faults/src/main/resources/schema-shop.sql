create table item (key text primary key, ver bigint not null, body text not null);
create table label (id bigserial primary key, item text not null references item on delete cascade, word text not null);
create index on label (item);
-- No element is unique by force: what is written twice shall be seen twice
create table entry (id bigserial primary key, key text not null, element text not null, at timestamptz not null default clock_timestamp());
