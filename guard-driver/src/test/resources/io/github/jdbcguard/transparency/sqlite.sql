CREATE TABLE numbered (id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(100) NOT NULL UNIQUE)

CREATE TABLE lobs (id INTEGER PRIMARY KEY, b BLOB, c TEXT)

INSERT INTO lobs VALUES (1, X'0102030405', 'abcdefghij')

CREATE TABLE typed (
  id INTEGER PRIMARY KEY, a_boolean BOOLEAN, an_integer INTEGER, a_bigint BIGINT, a_numeric NUMERIC(20, 5), a_real REAL,
  a_varchar VARCHAR(50), a_clob CLOB, a_blob BLOB, a_date DATE, a_time TIME, a_timestamp TIMESTAMP, a_json JSON, untyped)

INSERT INTO typed VALUES (
  1, TRUE, 1234, 1234567890123, 12345.678, 1.5, 'twelve', 'a long text', X'0C0D0E', '2026-01-02', '03:04:05',
  '2026-01-02 03:04:05.678', '{"a": [1, null]}', 'anything')

INSERT INTO typed (id) VALUES (2)

CREATE VIEW item_names AS SELECT name FROM items

CREATE TABLE parts (item INTEGER REFERENCES items (id), part INTEGER, PRIMARY KEY (item, part))

CREATE INDEX parts_by_part ON parts (part)
