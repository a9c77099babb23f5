package io.tabella.engine.transaction;

import io.tabella.store.BranchName;

/** A branch cannot be prepared because another one of its name is. Nothing of it is stored. */
public final class BranchThereException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BranchThereException(BranchName name) {
    super("there is a prepared branch " + name + " already, and nothing of this one is stored");
  }
}
