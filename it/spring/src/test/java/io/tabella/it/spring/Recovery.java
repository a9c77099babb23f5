package io.tabella.it.spring;

import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAResource;
import org.jboss.tm.XAResourceRecovery;
import org.jboss.tm.XAResourceRecoveryRegistry;

/**
 * Narayana's recovery, which knows the resources of this application as long as that runs. It looks
 * when it is told to.
 */
final class Recovery implements XAResourceRecoveryRegistry, AutoCloseable {

  private final RecoveryManager manager =
      RecoveryManager.manager(RecoveryManager.DIRECT_MANAGEMENT);
  private final XARecoveryModule module = XARecoveryModule.getRegisteredXARecoveryModule();
  private final XAResourceRecoveryHelper messages;
  private final Map<XAResourceRecovery, XAResourceRecoveryHelper> others =
      new ConcurrentHashMap<>();

  Recovery(XAResourceRecoveryHelper messages) {
    this.messages = messages;
    module.addXAResourceRecoveryHelper(messages);
  }

  /** Ends what is in doubt, if it can. */
  void scan() {
    manager.scan();
  }

  @Override
  public void addXAResourceRecovery(XAResourceRecovery recovery) {
    module.addXAResourceRecoveryHelper(others.computeIfAbsent(recovery, Recovery::helper));
  }

  private static XAResourceRecoveryHelper helper(XAResourceRecovery recovery) {
    return new XAResourceRecoveryHelper() {
      @Override
      public boolean initialise(String parameter) {
        return true;
      }

      @Override
      public XAResource[] getXAResources() {
        return recovery.getXAResources();
      }
    };
  }

  @Override
  public void removeXAResourceRecovery(XAResourceRecovery recovery) {
    XAResourceRecoveryHelper removed = others.remove(recovery);
    if (removed != null) {
      module.removeXAResourceRecoveryHelper(removed);
    }
  }

  @Override
  public void close() {
    module.removeXAResourceRecoveryHelper(messages);
  }
}
