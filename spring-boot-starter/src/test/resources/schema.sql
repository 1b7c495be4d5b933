create table if not exists message (id bigint generated always as identity primary key, text text not null);
