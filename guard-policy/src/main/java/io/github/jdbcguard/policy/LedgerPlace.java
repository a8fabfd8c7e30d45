package io.github.jdbcguard.policy;

/**
 * Where a layer keeps the uses of approvals.
 *
 * @param written as it stands in the file; empty where nothing is said
 * @param location the path of a file, absolute where the policy has a folder; or a JDBC URL without
 *     a password
 */
public record LedgerPlace(String written, String location, Place place) {

  /** Of a layer that names none. */
  public static final LedgerPlace NONE = new LedgerPlace("", "", new Place(Place.BUILT_IN, 1, 1));

  /** Whether the layer names one. */
  public boolean named() {
    return !written.isEmpty();
  }
}
