package io.github.jdbcguard.policy.file;

/** Fetches the files that a policy file names. */
interface Attachments {

  /** Fetches nothing, for a policy that is a text of its own. */
  Attachments NONE =
      new Attachments() {
        @Override
        public byte[] file(String path) throws UnavailableException {
          throw new UnavailableException("a policy that is no file has no folder to look in");
        }

        @Override
        public byte[] resource(String name) throws UnavailableException {
          throw new UnavailableException("a policy that is no file has no class path");
        }

        @Override
        public String place(String path) {
          return path;
        }
      };

  /**
   * The bytes of a file.
   *
   * @param path from the folder of the policy file, or absolute
   */
  byte[] file(String path) throws UnavailableException;

  /** The bytes of a resource on the class path. */
  byte[] resource(String name) throws UnavailableException;

  /**
   * Where a file lies, or would.
   *
   * @param path from the folder of the policy file, or absolute
   */
  String place(String path) throws UnavailableException;

  /** That a file cannot be had, and why. */
  final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnavailableException(String reason) {
      super(reason);
    }
  }
}
