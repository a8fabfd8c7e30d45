CREATE TABLE customers (
  id     integer PRIMARY KEY,
  name   text NOT NULL,
  status text NOT NULL DEFAULT 'active'
);

INSERT INTO customers (id, name)
SELECT n, 'Customer ' || n FROM generate_series(1, 5000) AS n;
