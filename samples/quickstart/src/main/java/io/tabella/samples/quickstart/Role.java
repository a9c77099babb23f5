package io.tabella.samples.quickstart;

import java.util.Locale;

/** What a JVM does. */
enum Role {
  /** The service and the workers, until all orders are handled. */
  ALL,
  /** The service alone, until all orders are handled by workers in other JVMs. */
  SERVICE,
  /** Workers alone, until they are stopped. */
  WORKER;

  static Role parse(String text) throws UsageException {
    for (Role role : values()) {
      if (role.name().toLowerCase(Locale.ROOT).equals(text)) {
        return role;
      }
    }
    throw new UsageException("--role takes all, service or worker, not '" + text + "'.");
  }

  boolean hasService() {
    return this != WORKER;
  }

  boolean hasWorkers() {
    return this != SERVICE;
  }
}
