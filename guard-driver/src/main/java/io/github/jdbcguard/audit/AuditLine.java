package io.github.jdbcguard.audit;

/**
 * A line as it stands in the file.
 *
 * @param seq its number, which counts on over all files
 * @param hash of the line, in hexadecimal digits
 * @param json the line, without its end
 */
public record AuditLine(long seq, String hash, String json) {

  /** What a line after this one has to name. */
  ChainHead head() {
    return new ChainHead(seq, hash);
  }
}
