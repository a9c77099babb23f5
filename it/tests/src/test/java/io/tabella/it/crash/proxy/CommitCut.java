package io.tabella.it.crash.proxy;

import io.tabella.it.crash.proxy.CutPoint.AroundCommit;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts around the COMMIT of the first transaction that has a certain statement in it. */
final class CommitCut implements Cut {

  /** How a ledger asks what became of a batch. */
  private static final String QUESTION = "probe = probe + 1";

  private final AroundCommit where;
  private final String statement;
  private final Set<Link> inTransaction = new HashSet<>();
  private @Nullable Link chosen;
  private @Nullable Packet held;

  CommitCut(AroundCommit where, String statement) {
    this.where = where;
    this.statement = statement;
  }

  @Override
  public Verdict fromDriver(Link link, Packet packet, String sql) {
    if (chosen != null) {
      releaseWhenAsked(sql);
      return Verdict.PASS;
    }
    if (sql.contains(statement)) {
      inTransaction.add(link);
    }
    boolean ends = sql.equalsIgnoreCase("COMMIT") && inTransaction.remove(link);
    return ends ? choose(link, packet) : Verdict.PASS;
  }

  private Verdict choose(Link link, Packet commit) {
    chosen = link;
    return switch (where) {
      case BEFORE -> Verdict.LOSE;
      case WITH -> Verdict.PASS_AND_CUT;
      case BEHIND -> Verdict.PASS;
      case OVERTAKEN -> {
        held = commit;
        yield Verdict.HOLD;
      }
      case ABANDONED -> Verdict.HOLD;
    };
  }

  /** The question waits for the transaction's row lock, whichever of the two arrives first. */
  private void releaseWhenAsked(String sql) {
    Link link = chosen;
    Packet commit = held;
    if (link != null && commit != null && sql.contains(QUESTION)) {
      held = null;
      link.deliver(commit);
    }
  }

  @Override
  public Verdict fromServer(Link link) {
    return where == AroundCommit.BEHIND && link == chosen ? Verdict.LOSE : Verdict.PASS;
  }
}
