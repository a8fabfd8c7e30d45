ALTER TABLE customers ADD COLUMN points integer
