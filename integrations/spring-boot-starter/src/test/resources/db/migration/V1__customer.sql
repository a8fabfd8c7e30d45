INSERT INTO customers VALUES (2);
