package io.tabella.client.xa;

import io.tabella.engine.branch.XaBranch;
import io.tabella.store.BranchName;
import org.jspecify.annotations.Nullable;

/**
 * Which branch a session works for at present. Set by its resource, read by its mode. For all
 * threads.
 */
final class Enlisted {

  private volatile @Nullable XaBranch branch;

  /** Null if it works for none. */
  @Nullable XaBranch branch() {
    return branch;
  }

  void enter(XaBranch entered) {
    branch = entered;
  }

  /** It works for this branch no more, if it did. */
  void leave(BranchName left) {
    XaBranch current = branch;
    if (current != null && current.name().equals(left)) {
      branch = null;
    }
  }
}
