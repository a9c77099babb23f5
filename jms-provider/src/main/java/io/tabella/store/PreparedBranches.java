package io.tabella.store;

import java.util.List;
import java.util.Optional;

/** The stored branches, to be read. Each method is a transaction of its own that locks nothing. */
public interface PreparedBranches {

  /** All of them, by id. */
  List<BranchRecord> list();

  /** The one of a name. */
  Optional<BranchRecord> find(BranchName name);

  /** What it has sent, in the order of the sends. It never changes but by the end of the branch. */
  List<StagedMessage> sent(long branch);
}
