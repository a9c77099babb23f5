package io.tabella.engine.branch;

import io.tabella.engine.branch.BranchException.Reason;
import io.tabella.engine.delivery.Outlet;
import io.tabella.engine.due.Targets;
import io.tabella.engine.service.StoppedException;
import io.tabella.engine.transaction.Lane;
import io.tabella.engine.transaction.UnitOfWork;
import io.tabella.store.BranchName;
import io.tabella.store.BranchRecord;
import io.tabella.store.BranchState;
import io.tabella.store.MessageStore;
import io.tabella.store.StagedMessage;
import io.tabella.store.StoreException;
import io.tabella.store.StoreTransaction;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The branches in the database, which any node may end. For all threads. */
final class StoredBranches {

  private static final System.Logger LOG = System.getLogger(StoredBranches.class.getName());

  private final MessageStore store;
  private final Lane lane;
  private final Targets targets;
  private final Runnable returned;

  /**
   * As a node sees them.
   *
   * @param returned told when something is ready again
   */
  StoredBranches(MessageStore store, Lane lane, Targets targets, Runnable returned) {
    this.store = store;
    this.lane = lane;
    this.targets = targets;
    this.returned = returned;
  }

  List<BranchRecord> list() {
    return orLater(() -> store.branches().list());
  }

  /**
   * Their names.
   *
   * @throws StoreException if the database cannot be asked
   */
  Set<BranchName> names() {
    return store.branches().list().stream().map(BranchRecord::name).collect(Collectors.toSet());
  }

  /**
   * Commits one in doubt.
   *
   * @param byHand whether an administrator does, so that its manager has to be told later
   */
  void commit(BranchName name, boolean byHand) {
    BranchRecord branch = inDoubt(name);
    orLater(
        () -> {
          Sent sent = sortOut(store.branches().sent(branch.id()));
          UnitOfWork unit = new UnitOfWork();
          sent.sendIn(unit);
          unit.also(
              transaction -> {
                end(transaction, branch, byHand ? BranchState.COMMITTED : null);
                sent.removeIn(transaction);
                warnUnless(branch, transaction.branches().acknowledge(branch.id()));
              });
          lane.commit(unit);
          return branch;
        });
  }

  /** Rolls back one in doubt; see {@link #commit}. */
  void rollBack(BranchName name, boolean byHand) {
    BranchRecord branch = inDoubt(name);
    orLater(
        () -> {
          List<StagedMessage> sent = store.branches().sent(branch.id());
          UnitOfWork unit = new UnitOfWork();
          unit.also(
              transaction -> {
                end(transaction, branch, byHand ? BranchState.ROLLED_BACK : null);
                transaction.staged().cancel(sent);
                warnUnless(branch, transaction.branches().release(branch.id()));
              });
          lane.commit(unit);
          return branch;
        });
    if (branch.received() > 0) {
      tellReturned();
    }
  }

  /** It is rolled back, come what may; who is not told now looks by itself within a second. */
  private void tellReturned() {
    try {
      returned.run();
    } catch (RuntimeException e) {
      LOG.log(Level.DEBUG, "what was rolled back is not looked for at once", e);
    }
  }

  /** Its manager knows what an administrator has made of it. */
  void forget(BranchName name) {
    BranchRecord branch = find(name);
    if (branch.state() == BranchState.PREPARED) {
      throw new BranchException(
          Reason.OUT_OF_TURN, "the branch " + name + " is in doubt, and must not be forgotten");
    }
    orLater(
        () -> {
          UnitOfWork unit = new UnitOfWork();
          unit.also(
              transaction -> {
                if (!transaction.branches().forget(branch.id())) {
                  throw notThere(name);
                }
              });
          lane.commit(unit);
          return branch;
        });
  }

  private BranchRecord find(BranchName name) {
    return orLater(() -> store.branches().find(name)).orElseThrow(() -> notThere(name));
  }

  private BranchRecord inDoubt(BranchName name) {
    BranchRecord branch = find(name);
    return switch (branch.state()) {
      case PREPARED -> branch;
      case COMMITTED ->
          throw new BranchException(
              Reason.COMMITTED_BY_HAND, "an administrator has committed the branch " + name);
      case ROLLED_BACK ->
          throw new BranchException(
              Reason.ROLLED_BACK_BY_HAND, "an administrator has rolled back the branch " + name);
    };
  }

  /** The first of two who end it locks its row, and the other finds nothing. */
  private static void end(
      StoreTransaction transaction, BranchRecord branch, @Nullable BranchState byHand) {
    boolean first =
        byHand == null
            ? transaction.branches().remove(branch.id())
            : transaction.branches().decide(branch.id(), byHand);
    if (!first) {
      throw notThere(branch.name());
    }
  }

  private static BranchException notThere(BranchName name) {
    return new BranchException(
        Reason.NOT_THERE, "there is no branch " + name + " in doubt, or not any more");
  }

  private static void warnUnless(BranchRecord branch, int found) {
    if (found != branch.received()) {
      LOG.log(
          Level.WARNING,
          "messages of a branch are gone with their queue or subscription; branch={0} gone={1}",
          branch.name(),
          branch.received() - found);
    }
  }

  // What it has sent.

  /**
   * What becomes of what a branch has sent.
   *
   * @param ways those that go on, and where to
   * @param homeless those whose destination is gone
   */
  private record Sent(Map<StagedMessage, Outlet> ways, List<StagedMessage> homeless) {

    void sendIn(UnitOfWork unit) {
      ways.forEach(
          (staged, outlet) -> {
            if (staged.key().isAtOnce()) {
              outlet.sendIn(unit, staged.message(), 0);
            } else {
              outlet.stageIn(unit, staged.key().dueAt(), staged.message());
            }
          });
    }

    void removeIn(StoreTransaction transaction) {
      if (!ways.isEmpty()) {
        transaction.staged().delete(ways.keySet().stream().map(StagedMessage::key).toList());
      }
      transaction.staged().cancel(homeless);
    }
  }

  private Sent sortOut(List<StagedMessage> sent) {
    Map<Targets.Place, Optional<Outlet>> known = new HashMap<>();
    Sent result = new Sent(new LinkedHashMap<>(), new ArrayList<>());
    for (StagedMessage staged : sent) {
      known
          .computeIfAbsent(Targets.Place.of(staged), targets::find)
          .map(outlet -> targets.first(outlet, staged.message()))
          .ifPresentOrElse(
              outlet -> result.ways.put(staged, outlet), () -> result.homeless.add(staged));
    }
    if (!result.homeless.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "destinations of a branch are gone, and its messages to them; messages={0}",
          result.homeless.size());
    }
    return result;
  }

  private static <T> T orLater(Supplier<T> step) {
    try {
      return step.get();
    } catch (StoreException | StoppedException e) {
      throw new BranchException(Reason.TRY_LATER, "not ended yet: " + e.getMessage(), e);
    }
  }
}
