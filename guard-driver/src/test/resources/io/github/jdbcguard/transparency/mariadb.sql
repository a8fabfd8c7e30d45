CREATE TABLE numbered (id INTEGER AUTO_INCREMENT PRIMARY KEY, name VARCHAR(100) NOT NULL UNIQUE)

CREATE TABLE lobs (id INTEGER PRIMARY KEY, b LONGBLOB, c LONGTEXT)

INSERT INTO lobs VALUES (1, X'0102030405', 'abcdefghij')

CREATE TABLE typed (
  id INTEGER PRIMARY KEY, a_boolean BOOLEAN, a_bit BIT(1), bits BIT(10), a_tinyint TINYINT, a_smallint SMALLINT UNSIGNED,
  an_int INTEGER UNSIGNED, a_bigint BIGINT UNSIGNED, a_decimal DECIMAL(20, 5), a_float FLOAT, a_double DOUBLE, a_char CHAR(5),
  a_varchar VARCHAR(50), a_text TEXT, a_binary VARBINARY(20), a_blob BLOB, a_date DATE, a_time TIME(3), a_datetime DATETIME(6),
  a_timestamp TIMESTAMP(6) NULL, a_year YEAR, an_enum ENUM('red', 'green'), a_set SET('x', 'y', 'z'), a_json JSON, a_uuid UUID,
  an_inet INET6, a_point POINT)

INSERT INTO typed VALUES (
  1, TRUE, 1, 5, 12, 1234, 3000000000, 18446744073709551615, 12345.678, 1.5, 2.25, 'abc', 'twelve', 'a long text', X'0A0B',
  X'0C0D0E', '2026-01-02', '03:04:05.678', '2026-01-02 03:04:05.678901', '2026-01-02 03:04:05.678901', 2026, 'green', 'x,z',
  '{"a": [1, null]}', '123e4567-e89b-12d3-a456-426614174000', '::1', POINT(1, 2))

INSERT INTO typed (id) VALUES (2)

CREATE FUNCTION f_double(a INTEGER) RETURNS INTEGER DETERMINISTIC RETURN a * 2

CREATE PROCEDURE f_both(INOUT a INTEGER, OUT b VARCHAR(20)) BEGIN SET a = a + 1; SET b = CONCAT('b', a); END

CREATE PROCEDURE f_results(IN a INTEGER) BEGIN
  SELECT id, name FROM items WHERE id > a ORDER BY id; SELECT a AS given; UPDATE items SET name = 'x' WHERE id = a; END

CREATE VIEW item_names AS SELECT name FROM items

CREATE TABLE parts (item INTEGER, part INTEGER, PRIMARY KEY (item, part), FOREIGN KEY (item) REFERENCES items (id))

CREATE INDEX parts_by_part ON parts (part)
