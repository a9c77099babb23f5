package io.tabella.engine;

import io.tabella.engine.Faults.Point;
import io.tabella.engine.Faults.Who;
import io.tabella.engine.service.Ticker;
import io.tabella.store.Batch;
import io.tabella.store.Body;
import io.tabella.store.Destinations;
import io.tabella.store.DueMessages;
import io.tabella.store.Joining;
import io.tabella.store.MessageStore;
import io.tabella.store.Nodes;
import io.tabella.store.Outcome;
import io.tabella.store.PreparedBranches;
import io.tabella.store.Queues;
import io.tabella.store.ScanStart;
import io.tabella.store.Settings;
import io.tabella.store.StoreTransaction;
import io.tabella.store.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A store in which what is planned goes wrong, and all else works. Its clock is the database's, and
 * goes on as the ticker is set. For all threads.
 */
final class FaultyStore implements MessageStore {

  private final MessageStore real;
  private final Ticker ticker;
  private final Faults faults = new Faults();
  private final Nodes nodes = new FaultyNodes();

  FaultyStore(MessageStore real, Ticker ticker) {
    this.real = real;
    this.ticker = ticker;
  }

  Faults faults() {
    return faults;
  }

  @Override
  public String name() {
    return real.name();
  }

  @Override
  public String user() {
    return real.user();
  }

  @Override
  public int suitableLanes() {
    return real.suitableLanes();
  }

  @Override
  public Nodes nodes() {
    return nodes;
  }

  @Override
  public Destinations destinations() {
    return real.destinations();
  }

  @Override
  public PreparedBranches branches() {
    return real.branches();
  }

  @Override
  public DueMessages dueMessages() {
    return real.dueMessages();
  }

  @Override
  public Settings settings() {
    return real.settings();
  }

  @Override
  public Joining joining() {
    return real.joining();
  }

  @Override
  public Queues queues() {
    return real.queues();
  }

  @Override
  public Topics topics() {
    return real.topics();
  }

  @Override
  public StoreTransaction begin(Batch batch) {
    faults.at(batch, Point.BEGIN);
    return new FaultyTransaction(real.begin(batch), batch, faults);
  }

  @Override
  public Outcome outcomeOf(Batch batch) {
    faults.at(batch, Point.OUTCOME);
    return real.outcomeOf(batch);
  }

  @Override
  public Set<Long> findReady(Collection<ScanStart> scans) {
    faults.at(Who.CLAIMER, Point.FIND_READY);
    return real.findReady(scans);
  }

  @Override
  public Body read(Body.Elsewhere body) {
    return real.read(body);
  }

  @Override
  public void close() {
    real.close();
  }

  private final class FaultyNodes implements Nodes {

    @Override
    public List<Member> list() {
      return real.nodes().list();
    }

    @Override
    public NodeRecord join(JoinRequest request) {
      NodeRecord node = real.nodes().join(request);
      faults.learn(node.ledgers());
      return new NodeRecord(
          node.node(), node.slot(), node.idsAbove(), carriedOn(node.now()), node.ledgers());
    }

    @Override
    public long renew(long node, long idsUpTo) {
      faults.at(Who.NOBODY_IN_PARTICULAR, Point.RENEW);
      return carriedOn(real.nodes().renew(node, idsUpTo));
    }

    private long carriedOn(long now) {
      return now + TimeUnit.NANOSECONDS.toMillis(ticker.nanos());
    }

    @Override
    public List<Long> findDead() {
      return real.nodes().findDead();
    }

    @Override
    public Optional<Long> heartbeat(long node) {
      return real.nodes().heartbeat(node);
    }

    @Override
    public boolean fence(long node) {
      faults.at(Who.HOUSE, Point.FENCE);
      return real.nodes().fence(node);
    }

    @Override
    public List<Long> findHoldings(long node) {
      return real.nodes().findHoldings(node);
    }

    @Override
    public void remove(long node) {
      faults.at(Who.HOUSE, Point.REMOVE);
      real.nodes().remove(node);
    }

    @Override
    public void leave(long node, long lastId) {
      real.nodes().leave(node, lastId);
    }

    @Override
    public int forgetFencedLedgers() {
      return real.nodes().forgetFencedLedgers();
    }
  }
}
