ALTER TABLE customers ADD COLUMN points integer NOT NULL DEFAULT 0;

UPDATE customers SET points = 100 WHERE id <= 1000;
