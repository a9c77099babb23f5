package io.tabella.it.crash.role;

import com.arjuna.ats.arjuna.common.CoreEnvironmentBeanException;
import com.arjuna.ats.arjuna.common.ObjectStoreEnvironmentBean;
import com.arjuna.ats.arjuna.common.arjPropertyManager;
import com.arjuna.ats.arjuna.common.recoveryPropertyManager;
import com.arjuna.ats.arjuna.recovery.RecoveryManager;
import com.arjuna.ats.internal.arjuna.recovery.AtomicActionRecoveryModule;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTANodeNameXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.JTATransactionLogXAResourceOrphanFilter;
import com.arjuna.ats.internal.jta.recovery.arjunacore.XARecoveryModule;
import com.arjuna.ats.jta.common.JTAEnvironmentBean;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import com.arjuna.ats.jta.recovery.XAResourceRecoveryHelper;
import com.arjuna.common.internal.util.propertyservice.BeanPopulator;
import jakarta.transaction.TransactionManager;
import java.util.List;
import javax.transaction.xa.XAResource;

/** A transaction manager of this JVM's own, whose log is in a folder. */
final class Narayana {

  private static final String NODE = "mover";

  private final RecoveryManager recovery;

  Narayana(String folder, XAResource... resources) throws CoreEnvironmentBeanException {
    for (String store : new String[] {null, "communicationStore", "stateStore"}) {
      BeanPopulator.getNamedInstance(ObjectStoreEnvironmentBean.class, store)
          .setObjectStoreDir(folder);
    }
    arjPropertyManager.getCoreEnvironmentBean().setNodeIdentifier(NODE);
    arjPropertyManager.getCoordinatorEnvironmentBean().setTransactionStatusManagerEnable(false);
    JTAEnvironmentBean jta = jtaPropertyManager.getJTAEnvironmentBean();
    jta.setXaRecoveryNodes(List.of(NODE));
    jta.setOrphanSafetyInterval(100);
    jta.setXaResourceOrphanFilterClassNames(
        List.of(
            JTATransactionLogXAResourceOrphanFilter.class.getName(),
            JTANodeNameXAResourceOrphanFilter.class.getName()));
    var scans = recoveryPropertyManager.getRecoveryEnvironmentBean();
    scans.setRecoveryBackoffPeriod(1);
    scans.setRecoveryListener(false);
    scans.setRecoveryModuleClassNames(
        List.of(AtomicActionRecoveryModule.class.getName(), XARecoveryModule.class.getName()));
    recovery = RecoveryManager.manager(RecoveryManager.DIRECT_MANAGEMENT);
    XARecoveryModule.getRegisteredXARecoveryModule().addXAResourceRecoveryHelper(of(resources));
  }

  private static XAResourceRecoveryHelper of(XAResource... resources) {
    return new XAResourceRecoveryHelper() {
      @Override
      public boolean initialise(String parameter) {
        return true;
      }

      @Override
      public XAResource[] getXAResources() {
        return resources;
      }
    };
  }

  TransactionManager manager() {
    return com.arjuna.ats.jta.TransactionManager.transactionManager();
  }

  /** Ends what is in doubt, and returns when that is done. */
  void recover() {
    recovery.scan();
  }
}
