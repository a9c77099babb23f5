package io.tabella.it.shop;

import java.io.IOException;

/** An application server with the shop. One thread uses it. */
interface ShopServer extends AutoCloseable {

  /** Where its log and its folder are. */
  Workplace workplace();

  /** The port of the shop. */
  int port();

  /** Sets it up and starts it, as the README says; returns when the commands have. */
  void setUp(Readme readme) throws IOException, InterruptedException;

  /** In good order. */
  void stop() throws IOException, InterruptedException;

  /** Again, after it was stopped. */
  void start() throws IOException, InterruptedException;

  /** Whatever has happened, it does not run any more. */
  @Override
  void close() throws IOException, InterruptedException;
}
