package io.tabella.client;

import io.tabella.engine.Node;
import io.tabella.engine.join.Joins;

/** A connection's place at a node that works. Opaque outside this package. */
public final class ConnectionSeat {

  private final LoginNode member;
  private final Node node;
  private final ConnectionConfig config;
  private final Domain domain;

  ConnectionSeat(LoginNode member, Node node, ConnectionConfig config, Domain domain) {
    this.member = member;
    this.node = node;
    this.config = config;
    this.domain = domain;
  }

  LoginNode member() {
    return member;
  }

  Node node() {
    return node;
  }

  /** What refuses transactions that cannot be joined. */
  public Joins joins() {
    return node.joins();
  }

  /** What the connection is for. */
  Domain domain() {
    return domain;
  }

  ConnectionConfig config() {
    return config;
  }
}
