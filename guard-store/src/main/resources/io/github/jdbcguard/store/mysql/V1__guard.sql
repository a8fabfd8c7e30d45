-- How often approved statements were sent.
CREATE TABLE guard_use (
  request_id       VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  statement_digest VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  use_number       INTEGER      NOT NULL,
  taken_at         DATETIME(6)  NOT NULL,
  taken_by         VARCHAR(200) CHARACTER SET utf8mb4 NOT NULL,
  CONSTRAINT guard_use_once PRIMARY KEY (request_id, statement_digest, use_number)
) ENGINE = InnoDB;

-- Which requests were vetoed, with the signed vetoes.
CREATE TABLE guard_veto (
  request_id   VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  token_digest CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  token        MEDIUMTEXT   CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  added_at     DATETIME(6)  DEFAULT CURRENT_TIMESTAMP(6) NOT NULL,
  CONSTRAINT guard_veto_once PRIMARY KEY (request_id, token_digest)
) ENGINE = InnoDB;

-- The lines of audit files. Two of one number in a chain: the file was begun anew, or rewritten.
CREATE TABLE guard_audit (
  chain       CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  seq         BIGINT       NOT NULL,
  hash        CHAR(64)     CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  host        VARCHAR(255) CHARACTER SET utf8mb4 NOT NULL,
  file        TEXT         CHARACTER SET utf8mb4 NOT NULL,
  written_at  DATETIME(6),
  event       VARCHAR(64)  CHARACTER SET utf8mb4 NOT NULL,
  event_id    VARCHAR(64)  CHARACTER SET utf8mb4 NOT NULL,
  environment VARCHAR(255) CHARACTER SET utf8mb4 NOT NULL,
  line        MEDIUMTEXT   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
  stored_at   DATETIME(6)  DEFAULT CURRENT_TIMESTAMP(6) NOT NULL,
  CONSTRAINT guard_audit_once PRIMARY KEY (chain, seq, hash)
) ENGINE = InnoDB;

CREATE INDEX guard_audit_by_time ON guard_audit (written_at);
