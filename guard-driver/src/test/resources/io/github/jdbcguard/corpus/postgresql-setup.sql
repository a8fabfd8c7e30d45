create type mood as enum ('sad', 'fine', 'glad');
create domain positive as int check (value > 0);
create table customers (
  id int generated always as identity primary key,
  name text not null,
  email varchar(200) unique,
  country char(2),
  feeling mood default 'fine',
  tags text[] not null default '{}',
  profile jsonb not null default '{}',
  parent_id int references customers,
  deleted boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz);
create table products (
  sku varchar(20) primary key,
  title text,
  price numeric(10, 2),
  stock int,
  valid daterange,
  words tsvector,
  doc xml);
create table orders (
  id bigserial primary key,
  customer_id int not null references customers,
  status text not null default 'new',
  ordered_on date not null default current_date,
  total numeric(12, 2),
  "delete" boolean default false,
  "select" text);
create table order_lines (
  order_id bigint references orders,
  line int,
  sku varchar(20) references products,
  quantity int,
  primary key (order_id, line));
create table "update" ("insert" int, "drop" text);
create table audit_log (id bigserial primary key, at timestamptz default now(), what text, details json);
create table events (id bigint, happened date not null, kind text, payload jsonb) partition by range (happened);
create table events_2024 partition of events for values from ('2024-01-01') to ('2025-01-01');
create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01');
create table staging (raw text);
create unlogged table sessions (token uuid primary key, data bytea);
create sequence invoice_numbers;
create view active_customers as select id, name, email from customers where not deleted;
create view numbered as select nextval('invoice_numbers') as number;
create materialized view revenue as select customer_id, sum(total) as total from orders group by customer_id;
create schema reports;
create schema "PG_Catalog";
create function reports.snapshot() returns bigint language sql as 'insert into audit_log (what) values (''snapshot'') returning id';
create function charge(customer int, amount numeric) returns void language plpgsql as
  $$ begin insert into orders (customer_id, total) values (customer, amount); end $$;
create function "LOWER"(text) returns bigint language sql as 'select nextval(''invoice_numbers'')';
create function "PG_Catalog".upper(text) returns bigint language sql as 'select nextval(''invoice_numbers'')';
create function quietly(text) returns text language plpgsql stable as
  $$ begin execute 'insert into audit_log (what) values (''quiet'')'; return $1; end $$;
create procedure archive(before date) language sql as 'delete from orders where ordered_on < before';
create function touch() returns trigger language plpgsql as $$ begin new.updated_at = now(); return new; end $$;
drop role if exists clerk;
create role clerk;
insert into customers (name, email, country, tags, profile) values
  ('Ada', 'ada@example.com', 'GB', '{vip,early}', '{"age": 36, "langs": ["en", "fr"], "address": {"city": "London"}}'),
  ('Bo', 'bo@example.com', 'SE', '{}', '{"age": 20}'),
  ('Chi', null, 'CN', '{late}', '{}');
insert into products values
  ('A-1', 'Apple', 0.50, 100, '[2024-01-01,2025-01-01)', to_tsvector('english', 'red apple'), '<p><n>1</n></p>'),
  ('B-2', 'Bread', 2.20, 7, null, to_tsvector('english', 'white bread'), null);
insert into orders (customer_id, status, ordered_on, total) values (1, 'paid', '2024-02-03', 10), (1, 'new', '2024-05-01', 5.5), (2, 'paid', '2025-01-09', 7);
insert into order_lines values (1, 1, 'A-1', 20), (2, 1, 'A-1', 11), (3, 1, 'B-2', 3);
insert into "update" values (1, 'x');
select lo_create(4711);
