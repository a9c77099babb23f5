package io.tabella.it.server.crash;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;

/** The store of the administrator's connection factory, by whose pool the server recovers it. */
@ApplicationScoped
public class PoolStore implements MessageStore {

  @Resource
  @SuppressWarnings("NullAway.Init") // by the container
  private ConnectionFactory factory;

  @Override
  public ConnectionFactory factory() {
    return factory;
  }

  @Override
  public String tablePrefix() {
    return "tabella_";
  }
}
