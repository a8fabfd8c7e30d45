-- How often approved statements were sent.
CREATE TABLE guard_use (
  request_id       VARCHAR(128) NOT NULL,
  statement_digest VARCHAR(128) NOT NULL,
  use_number       INTEGER      NOT NULL,
  taken_at         TIMESTAMP(6) NOT NULL,
  taken_by         VARCHAR(200) NOT NULL,
  CONSTRAINT guard_use_once PRIMARY KEY (request_id, statement_digest, use_number)
);

-- Which requests were vetoed, with the signed vetoes.
CREATE TABLE guard_veto (
  request_id   VARCHAR(128) NOT NULL,
  token_digest CHAR(64)     NOT NULL,
  token        TEXT         NOT NULL,
  added_at     TIMESTAMP(6) DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT guard_veto_once PRIMARY KEY (request_id, token_digest)
);

-- The lines of audit files. Two of one number in a chain: the file was begun anew, or rewritten.
CREATE TABLE guard_audit (
  chain       CHAR(64)     NOT NULL,
  seq         BIGINT       NOT NULL,
  hash        CHAR(64)     NOT NULL,
  host        VARCHAR(255) NOT NULL,
  file        TEXT         NOT NULL,
  written_at  TIMESTAMP(6),
  event       VARCHAR(64)  NOT NULL,
  event_id    VARCHAR(64)  NOT NULL,
  environment VARCHAR(255) NOT NULL,
  line        TEXT         NOT NULL,
  stored_at   TIMESTAMP(6) DEFAULT CURRENT_TIMESTAMP NOT NULL,
  CONSTRAINT guard_audit_once PRIMARY KEY (chain, seq, hash)
);

CREATE INDEX guard_audit_by_time ON guard_audit (written_at);
