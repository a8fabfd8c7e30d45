--liquibase formatted sql

--changeset shop:1
INSERT INTO customers VALUES (2);
