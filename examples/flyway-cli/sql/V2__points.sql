ALTER TABLE customers ADD COLUMN points integer NOT NULL DEFAULT 0;
UPDATE customers SET points = 10 WHERE id <= 100;
