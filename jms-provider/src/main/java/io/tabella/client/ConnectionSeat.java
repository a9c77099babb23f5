package io.tabella.client;

import io.tabella.engine.Node;

/** A connection's place at a node that works. Opaque outside this package. */
public final class ConnectionSeat {

  private final LoginNode member;
  private final Node node;
  private final ConnectionConfig config;

  ConnectionSeat(LoginNode member, Node node, ConnectionConfig config) {
    this.member = member;
    this.node = node;
    this.config = config;
  }

  LoginNode member() {
    return member;
  }

  Node node() {
    return node;
  }

  ConnectionConfig config() {
    return config;
  }
}
