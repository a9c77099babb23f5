package io.tabella.client;

import org.jspecify.annotations.Nullable;

/**
 * As whom the database is asked.
 *
 * @param user null to leave it to the URL or the data source
 * @param password goes with the user
 */
public record Login(@Nullable String user, @Nullable String password) {

  @Override
  public String toString() {
    return "Login[user=" + user + "]";
  }
}
