package io.tabella.jca.store;

import org.jspecify.annotations.Nullable;

/**
 * A login of the database. Immutable.
 *
 * @param user null for that of the data source or URL
 * @param password null if there is none
 */
public record StoreLogin(@Nullable String user, @Nullable String password) {

  /** The data source's or URL's own. */
  public static final StoreLogin DEFAULT = new StoreLogin(null, null);

  /** The login of a user; without one, or with an empty one, the {@link #DEFAULT}. */
  public static StoreLogin of(@Nullable String user, @Nullable String password) {
    // Payara recovers with "" where it knows of no user.
    return user == null || user.isEmpty() ? DEFAULT : new StoreLogin(user, password);
  }

  /** This one, unless it is the default. */
  public StoreLogin or(StoreLogin other) {
    return user == null ? other : this;
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user == null ? "the default login" : "user " + user;
  }
}
