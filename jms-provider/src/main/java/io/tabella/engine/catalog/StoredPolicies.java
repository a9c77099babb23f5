package io.tabella.engine.catalog;

import io.tabella.engine.delivery.DestinationPolicy;
import io.tabella.engine.delivery.Policies;
import io.tabella.store.DestinationKind;
import io.tabella.store.MessageStore;
import io.tabella.store.Settings;
import io.tabella.store.Settings.SettingRecord;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the database says about destinations, over what this node's configuration says about all of
 * them. Read again with the housekeeping, so a change works in all nodes within seconds. For all
 * threads.
 */
public final class StoredPolicies implements Policies {

  private static final System.Logger LOG = System.getLogger(StoredPolicies.class.getName());
  private static final String QUEUES = DestinationKind.QUEUE.address("");

  private final MessageStore store;
  private final DestinationPolicy defaults;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile Snapshot current;

  /** What was read last. */
  private record Snapshot(
      List<SettingRecord> settings,
      Map<String, DestinationPolicy> bySource,
      DestinationPolicy queues,
      DestinationPolicy topics) {}

  /** Reads them for the first time. */
  public StoredPolicies(MessageStore store, DestinationPolicy defaults) {
    this.store = store;
    this.defaults = defaults;
    this.current = new Snapshot(List.of(), Map.of(), defaults, defaults);
    refresh();
  }

  @Override
  public DestinationPolicy of(String source) {
    Snapshot snapshot = current;
    DestinationPolicy own = snapshot.bySource().get(source);
    if (own != null) {
      return own;
    }
    return source.startsWith(QUEUES) ? snapshot.queues() : snapshot.topics();
  }

  /** Whom to tell, on the housekeeping thread, when something has changed. */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /**
   * Reads them again.
   *
   * @throws io.tabella.store.StoreException if the database cannot tell
   */
  public void refresh() {
    List<SettingRecord> now = store.settings().list();
    if (!now.equals(current.settings())) {
      Map<String, DestinationPolicy> policies = policies(now);
      current =
          new Snapshot(
              now,
              policies,
              policies.getOrDefault(DestinationKind.QUEUE.address(Settings.ALL), defaults),
              policies.getOrDefault(DestinationKind.TOPIC.address(Settings.ALL), defaults));
      listeners.forEach(Runnable::run);
    }
  }

  /** First what is said of all of a kind, then what is said of one. */
  private Map<String, DestinationPolicy> policies(List<SettingRecord> settings) {
    Map<String, DestinationPolicy> policies = new HashMap<>();
    List<SettingRecord> ordered = new ArrayList<>(settings);
    ordered.sort((a, b) -> Boolean.compare(isForAll(b), isForAll(a)));
    for (SettingRecord setting : ordered) {
      String source = setting.kind().address(setting.destination());
      DestinationPolicy base =
          policies.getOrDefault(
              source, policies.getOrDefault(setting.kind().address(Settings.ALL), defaults));
      policies.put(source, applied(setting, base));
    }
    return policies;
  }

  private static boolean isForAll(SettingRecord setting) {
    return setting.destination().equals(Settings.ALL);
  }

  /** What somebody wrote into the table by hand may be wrong: the rest counts all the same. */
  private static DestinationPolicy applied(SettingRecord setting, DestinationPolicy base) {
    Optional<DestinationSetting> known = DestinationSetting.find(setting.name());
    try {
      return known.isPresent() ? known.get().set(base, setting.value()) : ignored(setting, base);
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "a setting in the database is ignored: " + setting, e);
      return base;
    }
  }

  private static DestinationPolicy ignored(SettingRecord setting, DestinationPolicy base) {
    LOG.log(
        Level.WARNING,
        "a setting in the database is ignored, this version does not know it: " + setting);
    return base;
  }
}
