-- What both databases have already: the table customers, and Flyway's history, which says that V1__customers.sql made it.
CREATE TABLE flyway_schema_history (
  installed_rank integer PRIMARY KEY,
  version varchar(50),
  description varchar(200) NOT NULL,
  type varchar(20) NOT NULL,
  script varchar(1000) NOT NULL,
  checksum integer,
  installed_by varchar(100) NOT NULL,
  installed_on timestamp NOT NULL DEFAULT now(),
  execution_time integer NOT NULL,
  success boolean NOT NULL
);
INSERT INTO flyway_schema_history VALUES (1, '1', 'customers', 'SQL', 'V1__customers.sql', -1699606396, 'shop', DEFAULT, 12, true);
