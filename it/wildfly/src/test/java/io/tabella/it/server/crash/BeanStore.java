package io.tabella.it.server.crash;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConnectionFactoryDefinition;

/** The store of {@link CarryingBean}, by which alone the server recovers it. */
@ApplicationScoped
@JMSConnectionFactoryDefinition(
    name = "java:app/jms/bean",
    interfaceName = "jakarta.jms.ConnectionFactory",
    resourceAdapter = "tabella",
    properties = {
      "dataSource=java:jboss/datasources/Tabella",
      "settings=" + BeanStore.SETTINGS,
    })
public class BeanStore implements MessageStore {

  static final String SETTINGS = "tablePrefix=bean_";

  /** WildFly recovers no factory that is defined so. */
  @Resource(lookup = "java:app/jms/bean")
  @SuppressWarnings("NullAway.Init") // by the container
  private ConnectionFactory factory;

  @Override
  public ConnectionFactory factory() {
    return factory;
  }

  @Override
  public String tablePrefix() {
    return "bean_";
  }
}
